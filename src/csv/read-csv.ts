import { CsvError, parse } from 'csv-parse/sync';
import type { CsvFile } from '../ports.ts';

const no = (row: number, says: string): CsvFile => ({ ok: false, says: `Row ${row} ${says}.` });

const WHY: Readonly<Record<string, string>> = {
  INVALID_OPENING_QUOTE:
    'has a quotation mark in the middle of a cell. Put the whole cell in quotation marks',
  CSV_INVALID_CLOSING_QUOTE:
    'goes on after a closing quotation mark. Double every quotation mark inside a cell',
  CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark and never closes it',
};

const startsWith = (bytes: Uint8Array, ...first: readonly number[]): boolean =>
  first.every((byte, at) => bytes[at] === byte);

const decoded = (encoding: string, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

type Text = { readonly text: string; readonly encoding: Extract<CsvFile, { ok: true }>['encoding'] };

/** Bytes that Windows-1252 leaves unused come out as control characters, which no text holds. */
const UNUSED = /[\u0080-\u009f]/;

/**
 * What Windows-1252 has from 0x80 to 0x9F, a blank where it has nothing: curly quotation marks, dashes, the euro. Some
 * versions of Node leave control characters there.
 */
const WINDOWS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';
const fromWindows = (text: string): string =>
  text.replaceAll(/[\u0080-\u009f]/g, (sign) => {
    const real = WINDOWS[sign.charCodeAt(0) - 0x80];
    return real === undefined || real === ' ' ? sign : real;
  });

/** UTF-8 by its own strictness, UTF-16 by its first bytes; what is neither is what Excel writes as "CSV". */
function textOf(bytes: Uint8Array): Text | null {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
    const text = decoded(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be', bytes);
    return text === null ? null : { text, encoding: 'utf-16' };
  }
  const utf8 = decoded('utf-8', bytes);
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' };
  const windows = decoded('windows-1252', bytes);
  const text = windows === null ? null : fromWindows(windows);
  return text === null || UNUSED.test(text) ? null : { text, encoding: 'windows-1252' };
}

/** A zip file, as every Excel workbook is one. */
const isWorkbook = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04);

/**
 * A CSV file by RFC 4180: commas, quotation marks doubled inside quotation marks, either kind of line end. What it is
 * not sure of it refuses with the row, because a guess would put a name under a wrong heading. Rows without a cell
 * that holds anything are left out, and counted.
 */
export function readCsv(bytes: Uint8Array): CsvFile {
  if (isWorkbook(bytes))
    return {
      ok: false,
      says: 'This is an Excel workbook. In Excel, save it as "CSV UTF-8 (comma delimited)".',
    };
  const read = textOf(bytes);
  if (!read)
    return {
      ok: false,
      says: 'The file is in no encoding that Accord knows. In Excel, save it as "CSV UTF-8 (comma delimited)".',
    };
  const { text, encoding } = read;
  const nul = text.indexOf('\u0000');
  if (nul !== -1)
    return no(
      text.slice(0, nul).split(/\r\n|\n|\r/).length,
      'holds a character that no text holds: this is not a CSV file',
    );
  try {
    const rows: string[][] = parse(text, {
      bom: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    return {
      ok: true,
      encoding,
      rows: rows.flatMap((cells, at) => (cells.some((cell) => cell !== '') ? [{ row: at + 1, cells }] : [])),
    };
  } catch (cause) {
    const why = cause instanceof CsvError ? WHY[cause.code] : undefined;
    if (why === undefined || !(cause instanceof CsvError)) throw cause;
    return no(Number(cause.records) + 1, why);
  }
}
