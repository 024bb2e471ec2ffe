import type { CaseRef } from '../../domain/ids.ts';
import type { PostAbout } from '../about.ts';

/** All that a notification may hold: it shows on locked screens and in other people's sight. */
export function previewOf(about: PostAbout, ref: CaseRef | null): string {
  switch (about.show) {
    case 'case':
    case 'status':
    case 'view_asked':
    case 'view_link':
    case 'letters':
    case 'dsl':
    case 'safety':
    case 'told':
    case 'file':
    case 'letter_file':
    case 'letter_pages':
    case 'bundle':
    case 'not_kept':
    case 'nudge':
      return ref ? `Accord: something for you about ${ref}` : 'Accord: something for you';
    case 'weekly_channel':
    case 'weekly_mine':
      return 'Accord: what is due this week';
    case 'gate_list':
      return 'Accord: something to print';
    case 'anchor':
      return 'Accord: the code of the week';
    case 'member_gone':
    case 'unreachable':
    case 'channel_unfit':
    case 'agreement_form':
    case 'list_read':
    case 'open':
      return 'Accord: something for you';
    case 'welcome':
      return 'Accord: welcome';
    default:
      return about satisfies never;
  }
}
