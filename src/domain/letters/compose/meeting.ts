import type { Day } from '../../time.ts';
import { md } from '../markdown.ts';
import { printDay } from '../print-day.ts';

export interface MeetingOption {
  readonly day: Day;
  /** As it is said: `3.45 pm`. */
  readonly time: string;
  readonly how: 'at_school' | 'elsewhere' | 'phone' | 'video';
  /** Needed for `at_school` and `elsewhere`: the room or the building. */
  readonly where?: string | undefined;
}

function place(option: MeetingOption): string {
  switch (option.how) {
    case 'at_school':
      return `at school, in ${option.where ?? 'the school office'}`;
    case 'elsewhere':
      return `at ${option.where ?? 'a place away from school that suits you'}`;
    case 'phone':
      return 'by phone';
    case 'video':
      return 'by video call';
    default:
      return option.how satisfies never;
  }
}

export const composeMeetingOptions = (options: readonly MeetingOption[]): string[] =>
  options.length === 0
    ? []
    : [options.map((it) => md`- ${printDay(it.day)} at ${it.time}, ${place(it)}`).join('\n')];

export function meetingOptionsLack(options: readonly MeetingOption[]): string | null {
  if (options.length < 3) return 'offer a time and two others to choose from';
  if (!options.some((it) => it.how === 'phone' || it.how === 'video'))
    return 'offer at least one time by phone or video call';
  return null;
}

export interface MeetingSoFar {
  readonly invitedOn: Day;
  readonly outcome: 'attended' | 'refused' | 'no_reply';
  /** The day of the meeting, where there was one. */
  readonly metOn?: Day | undefined;
}

export function composeMeetingSoFar(it: MeetingSoFar): string {
  const invited = md`I wrote to you on ${printDay(it.invitedOn)} to invite you to a meeting.`;
  switch (it.outcome) {
    case 'attended':
      return it.metOn
        ? md`I wrote to you on ${printDay(it.invitedOn)}, and we met on ${printDay(it.metOn)}. Thank you for coming to talk.`
        : `${invited} Thank you for coming to talk.`;
    case 'refused':
      return `${invited} You told us that you did not want to take it up. That is your choice, and the offer to talk stays open.`;
    case 'no_reply':
      return `${invited} We have not had a reply, so the meeting was not taken up. The offer to talk stays open.`;
    default:
      return it.outcome satisfies never;
  }
}
