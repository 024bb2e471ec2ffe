/** What the YAML library's error means to somebody who has never heard of YAML. */
export function inPlainWords(code: string, message: string): { says: string; mend: string } {
  if (code === 'DUPLICATE_KEY')
    return {
      says: 'the same word stands on the left of a colon twice in one place',
      mend: 'Keep one of the two; if both hold a list, put the rows under one.',
    };
  if (code === 'TAB_AS_INDENT')
    return { says: 'the line is indented with a tab', mend: 'Use two spaces for each step inwards.' };
  if (code === 'BAD_INDENT')
    return { says: 'the line does not line up with its neighbours', mend: 'Indent it like its neighbours.' };
  if (code === 'MULTIPLE_DOCS')
    return { says: 'the file holds more than one document', mend: 'Take out the line "---" in the middle.' };
  if (code === 'BAD_ALIAS')
    return { says: message, mend: 'Write the repeated part out, or put the words in quotation marks.' };
  return {
    says: `this is not YAML as Accord reads it (${message.split('\n')[0]?.replace(/\.$/, '') ?? code})`,
    mend: 'Look at this line and the one above: a missing quotation mark, bracket or space after a colon is usual.',
  };
}
