/** Where demo mail comes from: shares, quality, names and streets of each country. All people and firms are made up. */

export interface DemoOrigin {
  readonly code: string;
  /** Of 100 rows, how many come from here. */
  readonly rowsOf100: number;
  /** Of 100 rows from here, how many have an invalid field (GB: the worst month the report names, OIG-23-56: 83 %). */
  readonly invalidOf100: number;
  readonly office: string;
  readonly currency: string;
  /** Of the currency to one US dollar, roughly. */
  readonly rate: number;
  readonly cities: readonly string[];
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly streets: readonly string[];
}

const ENGLISH = {
  firstNames: ['Oliver', 'Amelia', 'Harry', 'Isla', 'George', 'Freya', 'Arthur', 'Poppy', 'Rhys', 'Niamh'],
  lastNames: ['Ashdown', 'Brightwell', 'Carlow', 'Dunmore', 'Eastleigh', 'Fenwick', 'Garside', 'Holloway'],
  streets: ['High Street', 'Station Road', 'Mill Lane', 'Church Row', 'Orchard Close', 'Harbour View'],
};

const CHINESE = {
  firstNames: ['Wei', 'Jing', 'Lei', 'Xiu', 'Hao', 'Mei', 'Tao', 'Yan', 'Chun', 'Ming'],
  lastNames: ['Zhao', 'Lin', 'Chen', 'Huang', 'Guo', 'Deng', 'Xie', 'Song'],
  streets: ['Longhua Road', 'Fumin Industrial Park', 'Xinhua Street', 'Jiefang Avenue', 'Nanhai Road', 'Binjiang West Road'],
};

const GERMAN = {
  firstNames: ['Lukas', 'Anna', 'Felix', 'Marie', 'Jonas', 'Klara', 'Emil', 'Greta'],
  lastNames: ['Ahrens', 'Brückner', 'Engel', 'Fuhrmann', 'Götz', 'Hartwig', 'Jürgens', 'Kessler'],
  streets: ['Hauptstraße', 'Gartenweg', 'Lindenallee', 'Am Marktplatz', 'Bahnhofstraße'],
};

const FRENCH = {
  firstNames: ['Camille', 'Hugo', 'Léa', 'Théo', 'Chloé', 'Rémi', 'Zoé', 'Noël'],
  lastNames: ['Aubert', 'Bonnard', 'Chevalier', 'Delorme', 'Évrard', 'Fontaine', 'Garnier'],
  streets: ['Rue des Lilas', 'Avenue de la Gare', 'Rue du Moulin', 'Quai des Brumes'],
};

const JAPANESE = {
  firstNames: ['Haruto', 'Yui', 'Sota', 'Aoi', 'Ren', 'Hina', 'Kaito', 'Sakura'],
  lastNames: ['Arakawa', 'Fujino', 'Hoshino', 'Ishikawa', 'Kurosawa', 'Mizuno', 'Okabe'],
  streets: ['2-chome Sakuragaoka', '5-chome Midori', '1-chome Honmachi', '3-chome Kitano'],
};

const KOREAN = {
  firstNames: ['Min-jun', 'Seo-yeon', 'Do-yun', 'Ha-eun', 'Ji-ho', 'Su-bin'],
  lastNames: ['Ahn', 'Baek', 'Choi', 'Han', 'Jang', 'Noh', 'Ryu'],
  streets: ['Teheran-ro', 'Sejong-daero', 'Dongtan-daero', 'Gwanggyo-ro'],
};

const INDIAN = {
  firstNames: ['Aarav', 'Diya', 'Ishaan', 'Kavya', 'Rohan', 'Meera', 'Vivaan', 'Anika'],
  lastNames: ['Bhatia', 'Chawla', 'Desai', 'Iyer', 'Kulkarni', 'Menon', 'Rastogi'],
  streets: ['MG Road', 'Linking Road', 'Park Street', 'Residency Road'],
};

const UKRAINIAN = {
  firstNames: ['Oksana', 'Taras', 'Iryna', 'Andrii', 'Olena', 'Bohdan'],
  lastNames: ['Bondar', 'Hnatiuk', 'Kravets', 'Lysenko', 'Melnyk', 'Savchuk'],
  streets: ['vul. Shevchenka', 'vul. Lesi Ukrainky', 'prosp. Myru'],
};

const ITALIAN = {
  firstNames: ['Luca', 'Giulia', 'Marco', 'Sofia', 'Pietro', 'Elena'],
  lastNames: ['Amadori', 'Bellini', 'Caruso', 'Donati', 'Ferrante', 'Grassi'],
  streets: ['Via Roma', 'Corso Garibaldi', 'Via dei Mille', 'Piazza del Duomo'],
};

export const DEMO_ORIGINS: readonly DemoOrigin[] = [
  { code: 'CN', rowsOf100: 30, invalidOf100: 12, office: 'CNSHAA', currency: 'CNY', rate: 7.2, cities: ['Shenzhen', 'Yiwu', 'Dongguan', 'Hangzhou'], ...CHINESE },
  { code: 'GB', rowsOf100: 18, invalidOf100: 83, office: 'GBLALA', currency: 'GBP', rate: 0.78, cities: ['Leeds', 'Bristol', 'Reading', 'Swansea'], ...ENGLISH },
  { code: 'JP', rowsOf100: 9, invalidOf100: 10, office: 'JPKWSA', currency: 'JPY', rate: 150, cities: ['Kawasaki', 'Sapporo', 'Nagoya'], ...JAPANESE },
  { code: 'DE', rowsOf100: 8, invalidOf100: 11, office: 'DEFRAA', currency: 'EUR', rate: 0.92, cities: ['Kassel', 'Leipzig', 'Münster'], ...GERMAN },
  { code: 'KR', rowsOf100: 7, invalidOf100: 10, office: 'KRSELA', currency: 'KRW', rate: 1350, cities: ['Suwon', 'Incheon', 'Daejeon'], ...KOREAN },
  { code: 'HK', rowsOf100: 6, invalidOf100: 14, office: 'HKHKGA', currency: 'HKD', rate: 7.8, cities: ['Kwun Tong', 'Tsuen Wan'], ...CHINESE },
  { code: 'FR', rowsOf100: 5, invalidOf100: 11, office: 'FRCYMA', currency: 'EUR', rate: 0.92, cities: ['Angers', 'Grenoble', 'Rouen'], ...FRENCH },
  { code: 'CA', rowsOf100: 5, invalidOf100: 10, office: 'CATORA', currency: 'CAD', rate: 1.36, cities: ['Guelph', 'Kelowna', 'Halifax'], ...ENGLISH },
  { code: 'IN', rowsOf100: 4, invalidOf100: 15, office: 'INBOMA', currency: 'INR', rate: 84, cities: ['Pune', 'Jaipur', 'Kochi'], ...INDIAN },
  { code: 'AU', rowsOf100: 3, invalidOf100: 12, office: 'AUSYDA', currency: 'AUD', rate: 1.52, cities: ['Ballarat', 'Newcastle'], ...ENGLISH },
  { code: 'IT', rowsOf100: 3, invalidOf100: 13, office: 'ITMILA', currency: 'EUR', rate: 0.92, cities: ['Modena', 'Bari'], ...ITALIAN },
  { code: 'UA', rowsOf100: 2, invalidOf100: 15, office: 'UAIEVA', currency: 'UAH', rate: 41, cities: ['Lviv', 'Odesa'], ...UKRAINIAN },
];
