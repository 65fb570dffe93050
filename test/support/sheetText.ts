/** Reads a sheet's page as a browser does: its tags, and the text between them. */

/** Every tag in order, attributes included, without any text. */
export function tagsOf(html: string): string {
  return withoutStyle(html).match(/<[^>]*>/g)?.join('') ?? '';
}

/** What a person reads, one piece of text a line. */
export function textsOf(html: string): readonly string[] {
  return withoutStyle(html).replace(/<title>[^]*?<\/title>/, '').split(/<[^>]*>/).filter((text) => text.trim() !== '')
    .map((text) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))));
}

export function styleOf(html: string): string {
  return /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
}

function withoutStyle(html: string): string {
  return html.replace(/<style>[^]*?<\/style>/, '');
}
