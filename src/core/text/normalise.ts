/** The form in which texts are stored: NFC, line ends as `\n`, without control characters, soft hyphens and marks that turn the direction of writing. Quotes and dashes stay as printed. */
export function normalise(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u061c\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .normalize('NFC')
}
