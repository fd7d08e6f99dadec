/** Codes that somebody typed: commas of both scripts or blanks between them, each once. */
export const codesOf = (text: string): string[] => [...new Set(text.split(/[,，\s]+/).filter(Boolean))]
