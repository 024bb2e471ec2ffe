import type { Report } from '../../domain/case.ts';
import { printDay } from '../../domain/letters/print-day.ts';
import { schoolTime } from '../../domain/time.ts';
import type { Drawing } from '../drawing.ts';
import type { Which } from './choices.ts';

/** A decider sees every report; anybody else the ones that are their own. */
export const reportChoice = (d: Drawing): Which<Report> => ({
  name: 'report',
  label: 'Which report is it about?',
  rows: d.it.reports.filter(
    (row) =>
      !row.withdrawn && (d.places.has('decider') || row.reporter === d.reader || row.onBehalfOf === d.reader),
  ),
  says: (row) => `By ${d.member(row.reporter)}, ${printDay(schoolTime(row.receivedAt, d.calendar.zone).day)}`,
  needed: 'Choose which report it is about.',
  none: 'There is no report of yours here to change.',
});
