/** Offers a text to the person as a file to keep. */
export function saveTextFile(fileName: string, text: string, mimeType: string): void {
  saveFile(fileName, new Blob([text], { type: mimeType }));
}

/** Offers bytes to the person as a file to keep. The browser and the desktop app both ask where. */
export function saveFile(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads the file after this turn: the address must live a little longer.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
