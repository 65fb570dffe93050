/** The Spanish words of the main process. */
import type { ShellWords } from './shellWords.ts';

export const es: ShellWords = {
  cannotStart: 'IMF Exam Desk no puede arrancar',
  startup: {
    'no-key-store': [
      'Este equipo no ofrece ningún almacén de claves que proteja los registros de este puesto.', 'No se abrió ni se cambió nada.',
      'Inicie sesión en el equipo con un almacén de claves (una sesión de escritorio en Linux), o pregunte a su administrador.',
    ],
    'key-store-locked': [
      'El almacén de claves de este equipo no abre ahora la clave de este puesto.', 'Los registros de este puesto están a salvo y sin cambios.',
      'Inicie sesión otra vez en el equipo como el usuario de este puesto, o pregunte a su administrador.',
    ],
    'key-unreadable': [
      'El archivo de la clave de este puesto (store-key.json) está dañado.', 'Los registros están aquí y sin cambios.',
      'No borre nada; pida a su administrador que restaure ese archivo de la copia de seguridad de este perfil.',
    ],
    'key-missing': [
      'Falta el archivo de la clave de este puesto, pero sus registros están aquí.', 'Están sin cambios.',
      'No borre nada; pida a su administrador que restaure store-key.json de la copia de seguridad de este perfil.',
    ],
    'ledger-damaged': [
      'El libro de registros de este puesto no se puede leer.', 'Se dejó exactamente como está.',
      'No borre nada; trabaje en otro puesto y pida a su administrador que rescate este perfil.',
    ],
    'newer-store': [
      'Los registros de este puesto los escribió una versión más nueva de este programa.', 'Están sin cambios.', 'Instale la versión más nueva para seguir.',
    ],
    'store-unusable': [
      'El almacén de este puesto no se pudo abrir.', 'No se cambió nada.',
      'Compruebe que el disco no esté lleno y que este usuario pueda escribir en la carpeta del perfil, y arranque otra vez.',
    ],
  },
  scanner: { title: 'Lector', which: '¿Cuál de estos es el lector de esta mesa?', none: 'Ninguno' },
  dialog: {
    aedFile: 'Archivo AED por incorporar',
    aedFiles: 'Archivos AED',
    refusedRows: 'Guardar el informe de filas rechazadas',
    refusedEntries: 'Guardar asientos rechazados',
    jsonLines: 'Líneas JSON',
    relayFile: 'Archivo de otro puesto, o recibos, por incorporar',
    relayFiles: 'Archivos de transporte',
    writeEntries: 'Escribir lo que espera en un archivo',
    writeReceipts: 'Escribir los recibos en un archivo',
    receiptFiles: 'Archivos de recibos',
    photo: 'Foto de una etiqueta o del contenido',
    photos: 'Fotos',
    saveLabel: 'Guardar la etiqueta',
    saveSheet: (title) => `Guardar: ${title}`,
  },
};
