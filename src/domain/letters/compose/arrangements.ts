import { md } from '../markdown.ts';

/** How a parent who may not come on site still takes their full part in the child's schooling. */
export interface BarredArrangements {
  /** `Sam`, `your child`, `Sam and Alex`. */
  readonly child: string;
  readonly handover: {
    /** Where staff meet a parent who has nobody else to send: `the Mill Lane gate`. */
    readonly where: string;
    readonly morning: string;
    readonly afternoon: string;
  };
  /** How reports and post reach them: `by post to this address, and by email`. */
  readonly post: string;
  readonly parentsEvening: 'phone' | 'video' | { readonly offSite: string };
  /** Where meetings about the child are held: `by phone, by video call or at the library`. */
  readonly meetings: string;
  readonly emergencyPhone: string;
  /** `parent governors`, `parent members of the Local Academy Board`. */
  readonly electionsOf: string;
  /** Clubs, lettings, worship, polling: whatever of it touches this person, in the school's words. */
  readonly others?: readonly string[] | undefined;
}

function evening(it: BarredArrangements['parentsEvening']): string {
  if (it === 'phone') return 'by phone';
  if (it === 'video') return 'by video call';
  return `in person at ${it.offSite}, away from the school site`;
}

export function composeArrangements(it: BarredArrangements): string[] {
  const { child, handover } = it;
  const items = [
    md`- **Bringing and collecting ${child}.** Another adult you choose may do this in the usual way; please tell the office who. If there is nobody else, come to ${handover.where} at ${handover.morning} and ${handover.afternoon}. A member of staff will meet you there.`,
    md`- **Reports and post.** We will send you reports, letters and newsletters ${it.post}, at the same time as other parents receive theirs.`,
    md`- **Parents' evening.** You will be offered an appointment like every other parent, ${evening(it.parentsEvening)}.`,
    md`- **Meetings about ${child}.** You will still be invited. We will hold them ${it.meetings}.`,
    md`- **In an emergency.** If ${child} should be ill or hurt, we will ring you straight away and agree with you where to meet. To reach us urgently, ring ${it.emergencyPhone}.`,
    md`- **Elections.** You may still stand and vote in elections for ${it.electionsOf}. We will send you the papers.`,
    ...(it.others ?? []).filter((other) => other.trim() !== '').map((other) => md`- ${other}`),
  ];
  return [items.join('\n')];
}

export function arrangementsLack(it: BarredArrangements): string | null {
  const empty = [
    [it.handover.where, 'where a child is handed over'],
    [it.handover.morning, 'the morning time'],
    [it.handover.afternoon, 'the afternoon time'],
    [it.post, 'how reports and post reach them'],
    [it.meetings, 'where meetings about the child are held'],
    [it.emergencyPhone, 'a telephone number for emergencies'],
    [it.electionsOf, 'which elections parents have'],
  ].filter(([value]) => value?.trim() === '');
  return empty.length === 0 ? null : `say ${empty.map(([, what]) => what).join(', ')}`;
}
