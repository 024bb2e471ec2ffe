import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTemplate } from '../../src/domain/letters/check.ts';
import { composeIfYouCome, type Jurisdiction, type Provider } from '../../src/domain/letters/compose/law.ts';
import { draftLetter } from '../../src/domain/letters/draft.ts';
import { elementsOf } from '../../src/domain/letters/elements.ts';
import type { LetterFacts } from '../../src/domain/letters/facts.ts';
import { audienceOf, isLetterKind, LETTER_KINDS, type LetterKind } from '../../src/domain/letters/kinds.ts';
import { PLACEHOLDERS } from '../../src/domain/letters/placeholders.ts';
import { printDay, printDays } from '../../src/domain/letters/print-day.ts';
import { remarksOnLetter } from '../../src/domain/letters/wording.ts';
import { toDay } from '../../src/domain/time.ts';
import { fullFacts } from './letters.facts.ts';

const PACKS = 'src/packs';
const PACKS_WITH_LETTERS = readdirSync(PACKS).filter((pack) => existsSync(`${PACKS}/${pack}/letters`));
const ALL_TEMPLATES = PACKS_WITH_LETTERS.flatMap((pack) =>
  readdirSync(`${PACKS}/${pack}/letters`).map((file) => ({ pack, file })),
);

const template = (kind: LetterKind, pack = 'common'): string => {
  const own = `${PACKS}/${pack}/letters/${kind}.md`;
  return readFileSync(existsSync(own) ? own : `${PACKS}/common/letters/${kind}.md`, 'utf8');
};

function letter(kind: LetterKind, facts: LetterFacts = {}, pack = 'common'): string {
  const draft = draftLetter(kind, template(kind, pack), { ...fullFacts, ...facts });
  if (!draft.ok) throw new Error(draft.missing.map((it) => `${it.name}: ${it.says}`).join('\n'));
  return draft.markdown;
}

function refused(kind: LetterKind, facts: LetterFacts): string[] {
  const draft = draftLetter(kind, template(kind), facts);
  return draft.ok ? [] : draft.missing.map((it) => it.name);
}

const PARENT_KINDS = LETTER_KINDS.filter((kind) => audienceOf(kind) === 'parent');
const IN_FORCE: LetterKind[] = ['provisional_bar', 'bar_confirmed', 'review_vary', 'review_extend'];
const SITE: LetterKind[] = ['intention_to_bar', ...IN_FORCE];
const HEARING: LetterKind[] = ['intention_to_bar', 'provisional_bar'];
const DECIDED: LetterKind[] = [
  'bar_confirmed',
  'bar_not_confirmed',
  'review_lift',
  'review_vary',
  'review_extend',
];
const REVIEWED: LetterKind[] = ['review_lift', 'review_vary', 'review_extend'];
const NOTES: LetterKind[] = ['police_referral', 'legal_referral'];

/** What a reader must find, in which letters. */
const MUST_SAY: [string, readonly LetterKind[], RegExp][] = [
  ['has a letterhead', PARENT_KINDS, /\*\*Invented Primary School\*\*/],
  ['has the case reference', LETTER_KINDS, /AC-26-0042/],
  ['has its date in full', LETTER_KINDS, /Friday 20 November 2026/],
  ['R11 goes to one person at one address', PARENT_KINDS, /Ms Jo Bell\\\n4 High Street/],
  ['says how it was sent', PARENT_KINDS, /first-class post and email/],
  ['says what was reported, as reported', PARENT_KINDS, /reported to us[\s\S]*shouted at a member of staff/],
  ['says when and where', PARENT_KINDS, /12 November 2026 and Friday 13 November 2026 \(at the main gate\)/],
  ['cites the clause and the version', PARENT_KINDS, /agreed on 20 November 2024[\s\S]*Section 2, point 3/],
  ['says whom to ask', PARENT_KINDS, /Ms Hall in the school office, on 01632 960 100/],
  ['R27 offers help with language and needs', PARENT_KINDS, /another language[\s\S]*disability/],
  ['R16 names the complaint route', PARENT_KINDS, /complain to the Chair of Governors/],
  ['says how the record is kept', PARENT_KINDS, /privacy notice/],
  ['R2 is signed by a named person in a role', LETTER_KINDS, /\*\*Ada Okoro\*\*\\\nHeadteacher/],

  ['says what the meeting is for', ['meeting_invitation'], /hear from you and find a good way forward/],
  ['offers three times', ['meeting_invitation'], /30 November[\s\S]*1 December[\s\S]*2 December/],
  ['offers a remote meeting', ['meeting_invitation'], /by phone\n- .*by video call/],
  ['says who attends', ['meeting_invitation'], /Ben Price, Deputy Headteacher, who takes notes/],
  ['allows a companion', ['meeting_invitation'], /bring someone with you/],
  ['invites their account and evidence', ['meeting_invitation'], /as you saw it[\s\S]*photographs/],
  ['gives a day to reply by', ['meeting_invitation'], /Friday 27 November 2026/],
  ['says what silence leads to', ['meeting_invitation'], /do not hear from you/],
  ['is not yet a finding', ['meeting_invitation'], /Nothing has been decided/],

  ['is only a reminder', ['reminder'], /reminder and nothing more/],
  ['says what is expected', ['reminder', 'warning'], /speak calmly to staff/],
  ['gives finding and reasons', ['warning'], /I find that you shouted[\s\S]*Three people told us/],
  ['says what to stop', ['warning'], /Please stop:\n\n- shouting at staff/],
  ['offers support', ['warning'], /Mrs Ito, our family worker/],
  ['says "may" of what follows', ['warning'], /we may take a further step/],
  ['says how long it stays on file', ['warning', 'no_further_action'], /until Saturday 20 November 2027/],
  [
    'invites comments by a day',
    ['warning', 'contact_restriction'],
    /please tell me by Friday 4 December 2026/,
  ],

  [
    'R3 says that it is not yet in place',
    ['intention_to_bar'],
    /nothing is in place[\s\S]*may come on to the site as usual/,
  ],
  ['R3 says that it is for the time being', ['provisional_bar'], /for the time being only/],
  [
    'R3 says why it could not wait',
    ['provisional_bar'],
    /could not wait:\n\nYou said that you would be back/,
  ],
  [
    'R3 says how, to whom and by when to answer',
    HEARING,
    /Ada Okoro, at the address above by Friday 4 December 2026[\s\S]*letter or an email[\s\S]*by phone[\s\S]*away from the school site/,
  ],
  ['R4 gives the day of the decision', [...HEARING, 'their_side_acknowledged'], /by Friday 11 December 2026/],
  [
    'names who was consulted',
    [...HEARING, 'bar_confirmed', 'review_extend'],
    /asked the Chair of Governors for a view/,
  ],
  ['does not prejudge', HEARING, /I have not decided whether you should be kept off the site/],
  ['does not prejudge when it thanks for their side', ['their_side_acknowledged'], /has not been decided/],
  [
    'says sites, times and events',
    SITE,
    /Invented Primary School when children arrive and leave \(8.40[\s\S]*winter fair and the carol concert/,
  ],
  [
    'R5 has a start, an end and a review',
    SITE,
    /from Monday 23 November 2026 up to and including Friday 12 February 2027[\s\S]*review it by Monday 1 February 2027/,
  ],
  ['R5 does not carry on by itself', [...IN_FORCE, 'contact_restriction'], /does not carry on by itself/],
  [
    'R10 says how the child is handed over',
    SITE,
    /Bringing and collecting Sam[\s\S]*Mill Lane gate at 8.50 am/,
  ],
  ['R10 says how reports and post reach them', SITE, /Reports and post.\*\* .*by post to this address/],
  ["R10 says how parents' evening works", SITE, /Parents' evening.\*\* .*by phone/],
  ['R10 says how meetings about the child work', SITE, /Meetings about Sam.\*\* .*library in Station Road/],
  ['R10 says what happens in an emergency', SITE, /In an emergency.\*\* .*01632 960 199/],
  ['R10 keeps elections open', SITE, /Elections.\*\* .*parent governors/],
  [
    'R13 leaves the child untouched',
    [...SITE, 'contact_restriction'],
    /None of this changes anything for Sam/,
  ],
  [
    'has exceptions: permission and emergency',
    IN_FORCE,
    /the Headteacher has agreed to it in writing[\s\S]*In an emergency, or if we ask you/,
  ],
  [
    'R7 describes the law as far as it goes',
    IN_FORCE,
    /civil matter[\s\S]*nuisance or disturbance[\s\S]*authorised by the local authority/,
  ],
  [
    'R4 sums up their side and answers it',
    DECIDED,
    /you told us:\n\nYou were worried about Sam[\s\S]*My answer is:\n\nI understand the worry/,
  ],
  ['R6 gives reasons', DECIDED, /## My reasons\n\nThree people told us/],
  ['says the decision', DECIDED, /I have (decided|reviewed)/],
  [
    'says what the review looks at',
    ['bar_confirmed'],
    /how things have gone since[\s\S]*recognise how others were affected/,
  ],
  [
    'names the appeal',
    ['bar_confirmed', 'review_vary', 'review_extend'],
    /appeal to a panel of three governors[\s\S]*18 December 2026/,
  ],
  ['says from when they may come', ['bar_not_confirmed', 'review_lift'], /from Monday 14 December 2026/],
  ['invited comments before the review', REVIEWED, /asked for your comments, on Monday 9 November 2026/],
  ['says what was considered', REVIEWED, /no further report since November/],
  ['says that the front gate knows', REVIEWED, /told the people at the front gate/],
  ['gives conditions', ['review_lift'], /ring the office first if you are upset/],
  ['gives fresh reasons', ['review_extend'], /not continued the restriction only because/],

  [
    'R15 counts the contacts',
    ['contact_restriction'],
    /41 emails to the class teacher between Monday 2 November 2026 and/,
  ],
  ['R15 names channels and how often', ['contact_restriction'], /- letter\n\nHow often: one email or letter/],
  [
    'R15 names one contact and a response time',
    ['contact_restriction'],
    /Ben Price, Deputy Headteacher, at .* within five school days/,
  ],
  ['R15 says what is not answered', ['contact_restriction'], /further messages in the same week/],
  [
    'R15 exempts safety, absence, health, complaints and access requests',
    ['contact_restriction'],
    /safety, an absence, an illness[\s\S]*complaint[\s\S]*information we hold/,
  ],
  ['R15 is reviewed', ['contact_restriction'], /review it by Monday 1 February 2027/],

  [
    'R18 gives link, time and screenshot',
    ['removal_request', 'legal_referral', 'platform_report'],
    /social.example.*seen on Saturday 14 November 2026 at 7.10 pm.*screenshot/,
  ],
  ['asks for removal by a day', ['removal_request'], /by Friday 27 November 2026/],
  ['offers to meet or to complain', ['removal_request'], /glad to meet you[\s\S]*complaints policy/],
  ['holds nothing against them', ['no_further_action'], /no finding against you/],
  ['R29 a complaint is no breach', ['complaints_handoff'], /not a breach of our code/],
  [
    'names who looks into it, and by when',
    ['complaints_handoff'],
    /Ben Price, Deputy Headteacher, and you will hear from us by Friday 4 December/,
  ],
  ['shows the route', ['complaints_handoff'], /- the class teacher\n- the Headteacher/],
  [
    'says sorry and puts it right',
    ['correction'],
    /I am sorry[\s\S]*Wednesday 11 November[\s\S]*Thursday 12 November/,
  ],
  ['says when their side came', ['their_side_acknowledged'], /Thursday 3 December 2026, by email/],

  ['R32 tells the reporter the outcome in outline', ['reporter_outline'], /taken a formal step/],
  ['tells the reporter what keeps them safe', ['reporter_outline'], /Two members of staff are at the gate/],
  ['R31 offers the reporter support', ['reporter_outline'], /union/],
  ['R23 warns that the parent may read it', ['reporter_outline'], /may one day be entitled to see/],
  [
    'says to whom, about whom and why',
    NOTES,
    /To: Anyshire Police\\\nAbout: Jo Bell[\s\S]*threats are passed/,
  ],
  [
    'lists people affected and evidence',
    NOTES,
    /Kim Lowe, lunchtime supervisor[\s\S]*three written accounts/,
  ],
  ['R17 leaves it to the police what it is', ['police_referral'], /made no finding/],
  ['asks the police before speaking to the person', ['police_referral'], /whether we may speak or write/],
  ['says that safeguarding knows', ['police_referral'], /safeguarding lead was told on Thursday/],
  ['is marked as asking for legal advice', ['legal_referral'], /in order to obtain legal advice/],
  ['R19 says when it was first seen', ['legal_referral'], /First seen online on Saturday 14 November 2026/],
  ["relies on the website's own rule", ['platform_report'], /no bullying of private people/],
  ['asks for a view, not approval', ['consultation_note'], /not being asked to approve/],
  [
    'R6 records options, child, equality and view',
    ['consultation_note'],
    /no further action[\s\S]*aunt[\s\S]*no adjustment[\s\S]*I support this, given on Thursday 19/,
  ],
  [
    'records who was there and what each said',
    ['meeting_record'],
    /Ada Okoro, Headteacher[\s\S]*come home upset[\s\S]*Staff were upset too/,
  ],
  ['records what was agreed', ['meeting_record'], /rings the office first/],
];

describe('each letter says what it must', () => {
  test.each(MUST_SAY.flatMap(([name, kinds, words]) => kinds.map((kind) => ({ kind, name, words }))))(
    '$kind $name',
    ({ kind, words }) => {
      expect(letter(kind)).toMatch(words);
    },
  );
});

describe('the templates that ship', () => {
  test('there is one for every kind', () => {
    expect(readdirSync(`${PACKS}/common/letters`).sort()).toEqual(
      LETTER_KINDS.map((kind) => `${kind}.md`).sort(),
    );
  });

  test.each(ALL_TEMPLATES)('$pack/$file passes the check and drafts', ({ pack, file }) => {
    const kind = file.split('.')[0] ?? '';
    if (!isLetterKind(kind)) throw new Error(`${file} is not named after a kind of letter`);
    expect(checkTemplate(kind, readFileSync(`${PACKS}/${pack}/letters/${file}`, 'utf8'))).toEqual({
      ok: true,
    });
    const markdown = letter(kind, {}, pack);
    expect(markdown).not.toMatch(/\{\{|\}\}|<!--/);
    expect(remarksOnLetter(kind, markdown, ['Kim Lowe'])).toEqual([]);
  });

  test.each(LETTER_KINDS)('%s cannot lose any of its elements unnoticed', (kind) => {
    const whole = template(kind);
    for (const element of elementsOf(kind)) {
      const without =
        element.by === 'words'
          ? whole.replace(`<!-- says: ${element.id} -->\n`, '')
          : whole.replaceAll(new RegExp(`\\{\\{${element.by[0]}\\??\\}\\}`, 'g'), 'something');
      const check = checkTemplate(kind, without);
      expect(check.ok ? [] : check.problems.map((it) => it.says).join('\n')).toContain(element.says);
    }
  });
});

describe('what no letter to a parent holds', () => {
  test.each(PARENT_KINDS)(
    '%s has no offence, no threat, no reporter, no word about other families',
    (kind) => {
      const text = letter(kind);
      expect(text).not.toMatch(
        /\b(criminal|crime|offence|assault|guilty|illegal|harassment|libel|prosecut)/i,
      );
      expect(text).not.toMatch(/will be (banned|barred|excluded)|ban\b/i);
      expect(text).not.toContain('Kim Lowe');
      expect(text).not.toContain('Accord');
      expect(text).not.toMatch(/public road|one year|consent/i);
    },
  );

  test("R17 a policy's own label for the clause does not carry an offence into the letter", () => {
    const text = letter('removal_request', {
      clauses: [
        {
          clause: 'Appendix 1, libellous or defamatory posts',
          label: 'A post that may be libellous or defamatory',
        },
        { clause: 'Section 2', label: 'Unkind words online' },
      ],
    });
    expect(text).toContain('- Appendix 1\n- Section 2: Unkind words online');
  });

  test('a request to remove a post hints at no legal step', () => {
    expect(letter('removal_request')).not.toMatch(/legal|solicitor|court/i);
  });

  test.each([
    ['This was a criminal offence.', /against the law/],
    ['That was an\nassault on a child.', /against the law/],
    ['You will be banned from the site.', /write "may"/],
    ['This could affect {{child}} and the place we gave.', /child's place/],
    ['Your child may be excluded.', /sanction on the child/],
    ['It was reported to us by a teacher.', /who reported/],
    ['Section 547 says that you must go.', /leave that to \{\{if_you_come\}\}/],
    ['Please delete your recording.', /cannot require/],
    ['Sent by Accord.', /a person/],
  ])('refuses "%s"', (sentence, says) => {
    const lines = template('warning').split('\n');
    const check = checkTemplate('warning', [...lines, '', sentence].join('\n'));
    if (check.ok) throw new Error('accepted');
    expect(check.problems.map((it) => it.says).join('\n')).toMatch(says);
    expect(check.problems[0]?.line).toBeGreaterThan(lines.length);
  });

  test('an innocent sentence about the place is let through', () => {
    const check = checkTemplate(
      'warning',
      `${template('warning')}\nThis will not affect your child's place here.`,
    );
    expect(check).toEqual({ ok: true });
  });

  test('what people typed is looked at again before somebody signs', () => {
    const markdown = letter('warning', { finding: 'You are guilty of assault on Kim Lowe.' });
    const remarks = remarksOnLetter('warning', markdown, ['Kim Lowe']).map((it) => it.says);
    expect(remarks).toHaveLength(3);
    expect(remarks.join(' ')).not.toContain('Kim Lowe');
  });
});

test('a paragraph of law that was cut short is remarked on, an uncut one is not', () => {
  const whole = letter('bar_confirmed');
  const cut = whole.replace(/ only if a person .* there/, '');
  expect(cut).not.toBe(whole);
  expect(remarksOnLetter('bar_confirmed', whole)).toEqual([]);
  expect(remarksOnLetter('bar_confirmed', cut)[0]?.says).toContain('nuisance or disturbance');
});

describe('a template that will not do', () => {
  const problems = (kind: LetterKind, extra: string) => {
    const check = checkTemplate(kind, `${template(kind)}\n${extra}\n`);
    return check.ok ? [] : check.problems.map((it) => it.says);
  };

  test('names the nearest placeholder for a slip of the pen', () => {
    expect(problems('warning', '{{reson}}')).toEqual([
      '{{reson}} is not a placeholder Accord knows. Did you mean {{reasons}}?',
    ]);
  });
  test('says nothing of a nearest name where none is near', () => {
    expect(problems('warning', '{{xyzzy_plugh_frotz}}')[0]).not.toContain('Did you mean');
  });
  test.each(['{{#each posts}}', '{{ child }}', '{{child', '{{if child}} x {{end}}'])(
    'has no syntax but names: %s',
    (it) => {
      expect(problems('warning', it).join()).toContain('Write a placeholder as {{name}}');
    },
  );
  test.each(['<script>x</script>', '<img src=x>', '<!-- note -->'])('holds no HTML: %s', (it) => {
    expect(problems('warning', it).join()).toContain('HTML is not allowed');
  });
  test('may not use what is for other eyes', () => {
    expect(problems('warning', 'From {{reporter_name}}.').join()).toContain('reporter letters only');
    expect(problems('reporter_outline', 'About {{person_name}}.').join()).toContain('internal letters only');
  });
  test('may not make the signature optional', () => {
    expect(problems('warning', '{{signature?}}').join()).toContain('may not be left out');
  });
  test('may not put a list inside a sentence', () => {
    expect(problems('warning', 'We saw {{posts}} today.').join()).toContain('on a line alone');
  });
  test('may not promise an element in a paragraph that can vanish', () => {
    const slippery = template('warning').replace(
      'I hope that this is the end of it.',
      'I hope so, {{support?}}.',
    );
    const check = checkTemplate('warning', slippery);
    expect(check.ok ? '' : check.problems[0]?.says).toContain('can be left out');
  });
  test('may not mark words that are not there', () => {
    expect(problems('warning', '<!-- says: consequence -->').join()).toContain('Nothing follows the marker');
    expect(problems('warning', '<!-- says: nonsense -->\nWords.').join()).toContain(
      'is not a marker of this letter',
    );
  });
  test('never becomes a letter', () => {
    expect(draftLetter('warning', 'Dear {{nobody}}', fullFacts)).toMatchObject({
      ok: false,
      missing: expect.arrayContaining([expect.objectContaining({ name: 'template' })]),
    });
  });
});

describe('a letter in another language', () => {
  const days = [toDay('2026-09-10'), toDay('2026-03-01')];
  test('has its days in that language, and in English where nobody has words for it', () => {
    expect(printDay(toDay('2026-09-10'), 'cy')).toBe('dydd Iau 10 Medi 2026');
    expect(printDay(toDay('2026-09-10'), 'cy-GB')).toBe('dydd Iau 10 Medi 2026');
    expect(printDays(days, 'cy')).toBe('dydd Sul 1 Mawrth 2026 a dydd Iau 10 Medi 2026');
    expect(printDay(toDay('2026-09-10'), 'pl')).toMatch(/10 września 2026/);
    expect(printDays(days, 'pl')).toMatch(/marca 2026 i .*września 2026/);
    expect(printDay(toDay('2026-09-10'), 'xx')).toBe('Thursday 10 September 2026');
  });

  test('says what in it is in English, and nothing of names and days; an English one has nothing to say', () => {
    const welsh = draftLetter('warning', template('warning'), fullFacts, 'cy');
    const english = draftLetter('warning', template('warning'), fullFacts);
    if (!welsh.ok || !english.ok) throw new Error('No draft was made.');
    expect(welsh.markdown).toMatch(/^Dydd Gwener 20 Tachwedd 2026$/m);
    expect(welsh.markdown).toMatch(/tell me by dydd /);
    expect(english.notTranslated).toEqual([]);
    expect(welsh.notTranslated).toContain(PLACEHOLDERS.complaint_route.means);
    expect(welsh.notTranslated).toContain(PLACEHOLDERS.reported_account.means);
    for (const name of ['letter_date', 'comments_by', 'addressee', 'signature', 'case_ref'] as const)
      expect(welsh.notTranslated).not.toContain(PLACEHOLDERS[name].means);
    // A gap says itself that words are missing.
    const open = { ...fullFacts, reported_account: { gap: 'what happened' }, child: undefined };
    const withGap = draftLetter('warning', template('warning'), open, 'cy');
    expect(withGap.ok && withGap.notTranslated).not.toContain(PLACEHOLDERS.reported_account.means);
    expect(withGap.ok && withGap.notTranslated).toContain('"your child"');
  });
});

describe('what people typed stays plain text', () => {
  test('emphasis, HTML, links, headings and template syntax are not acted on', () => {
    const markdown = letter('warning', {
      addressee_name: '**Bell**',
      reasons:
        '# Loud\n\n- {{reasons}} and {{signature}}\n\n<script>alert(1)</script> [x](http://evil.example) &lt;b&gt;',
      behaviour_to_stop: ['`rm`', '1. first'],
    });
    expect(markdown).toContain('Dear \\*\\*Bell\\*\\*,');
    expect(markdown).toContain('\\# Loud');
    expect(markdown).toContain('\\- \\{\\{reasons\\}\\} and \\{\\{signature\\}\\}');
    expect(markdown).toContain(
      '\\<script\\>alert(1)\\</script\\> \\[x\\](http://evil.example) \\&lt;b\\&gt;',
    );
    expect(markdown).toContain('- \\`rm\\`\n- 1\\. first');
    expect(markdown.match(/Ada Okoro/g)).toHaveLength(1);
  });

  test('a dollar sign is a dollar sign', () => {
    expect(letter('warning', { finding: "It cost $& and $' and $1." })).toContain(
      "It cost $& and $' and $1.",
    );
  });

  test('hidden marks cannot turn the direction of what is read', () => {
    expect(letter('warning', { finding: 'I find\u202e\u0007 this.' })).toContain('I find this.');
  });

  test('paragraphs are kept where text stands alone, and folded inside a sentence', () => {
    expect(letter('warning', { finding: 'One.\r\n\r\nTwo.' })).toContain('One.\n\nTwo.');
    expect(letter('warning', { child: 'Sam\n\n# and Alex' })).toContain(
      'It changes nothing for Sam # and Alex.',
    );
  });

  test('no text whatever leaves template syntax, live HTML or a new heading', () => {
    const headings = (markdown: string) => markdown.match(/^#+ /gm)?.length;
    const usual = headings(letter('bar_confirmed'));
    const nasty = fc.string({
      unit: fc.constantFrom(...'{}<>#*_`[]()!\\-+=1. \n\r\t&;|~ax'),
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(nasty, (typed) => {
        const said = `x${typed}`;
        const markdown = letter('bar_confirmed', {
          reasons: `${typed}\n${said}`,
          child: said,
          happened_where: said,
        });
        expect(markdown).not.toMatch(/\{\{|\}\}/);
        expect(markdown).not.toMatch(/(^|[^\\])(\\\\)*</);
        expect(headings(markdown)).toBe(usual);
      }),
    );
  });
});

describe('a letter with a gap is refused', () => {
  test.each(LETTER_KINDS)('%s with no facts lists everything it needs and is not drafted', (kind) => {
    const missing = refused(kind, {});
    expect(missing).toEqual(expect.arrayContaining(['case_ref', 'letter_date', 'signature']));
    expect(new Set(missing).size).toBe(missing.length);
  });

  test.each(LETTER_KINDS)('%s is refused for want of any one needed fact, by its name', (kind) => {
    for (const [, name] of template(kind).matchAll(/\{\{([a-z_]+)\}\}/g)) {
      if (name === 'child' || name === undefined) continue;
      expect(refused(kind, { ...fullFacts, [name]: undefined })).toContain(name);
    }
  });

  test('blanks count as missing', () => {
    expect(refused('warning', { ...fullFacts, reasons: ' \n ', behaviour_to_stop: [' '] }).sort()).toEqual([
      'behaviour_to_stop',
      'reasons',
    ]);
  });

  const wont: [string, LetterKind, LetterFacts, string][] = [
    ['signed by Accord', 'warning', { signature: { name: 'Accord', role: 'Bot' } }, 'signature'],
    [
      'signed by nobody in particular',
      'warning',
      { signature: { name: 'The school office', role: 'Office' } },
      'signature',
    ],
    [
      'R11 to two parents at once',
      'warning',
      { addressee: { name: 'Mr and Mrs Bell', address: ['4 High St'] } },
      'addressee',
    ],
    ['R11 to no address', 'warning', { addressee: { name: 'Ms Bell', address: [] } }, 'addressee'],
    [
      'with one time to meet',
      'meeting_invitation',
      { meeting_options: fullFacts.meeting_options?.slice(0, 1) },
      'meeting_options',
    ],
    [
      'with no remote meeting',
      'meeting_invitation',
      { meeting_options: fullFacts.meeting_options?.map((it) => ({ ...it, how: 'at_school' as const })) },
      'meeting_options',
    ],
    [
      'with their side unanswered',
      'bar_confirmed',
      { their_side: { received: true, on: toDay('2026-12-03'), how: 'by email', summary: 'x', answer: ' ' } },
      'their_side',
    ],
    [
      'R7 without the kind of school',
      'bar_confirmed',
      { if_you_come: { jurisdiction: 'england', provider: 'ask' } },
      'if_you_come',
    ],
    [
      'R5 ending before it starts',
      'bar_confirmed',
      { ends_on: toDay('2026-11-22'), review_on: toDay('2026-11-22') },
      'ends_on',
    ],
    ['R5 reviewed after it ends', 'bar_confirmed', { review_on: toDay('2027-02-13') }, 'review_on'],
    [
      'R3 decided before they could answer',
      'provisional_bar',
      { decision_by: toDay('2026-12-03') },
      'decision_by',
    ],
    ['with no time to reply', 'meeting_invitation', { reply_by: toDay('2026-11-20') }, 'reply_by'],
    [
      'R15 with no review in six months',
      'contact_restriction',
      { ends_on: toDay('2027-09-01'), review_on: toDay('2027-05-24') },
      'review_on',
    ],
  ];
  test.each(wont)('%s', (_, kind, facts, name) => {
    expect(refused(kind, { ...fullFacts, ...facts })[0]).toBe(name);
  });

  test('R15 a review exactly six months on is in time', () => {
    expect(
      letter('contact_restriction', { ends_on: toDay('2027-09-01'), review_on: toDay('2027-05-23') }),
    ).toContain('23 May');
  });

  test('the sentence says what is needed', () => {
    const draft = draftLetter('warning', template('warning'), { ...fullFacts, on_file_until: undefined });
    expect(draft).toEqual({
      ok: false,
      missing: [{ name: 'on_file_until', says: 'This letter needs how long the record stays on file.' }],
    });
  });
});

describe('what is optional vanishes whole', () => {
  test('a paragraph goes with the placeholder it holds', () => {
    expect(letter('provisional_bar', { consulted: undefined })).not.toMatch(
      /for a view|The decision is mine/,
    );
    expect(letter('warning', { mediation: undefined, meeting_so_far: undefined })).not.toMatch(
      /mediation|invite you/,
    );
  });
  test('a heading with nothing left under it goes too', () => {
    expect(letter('police_referral', { risk_now: undefined })).not.toContain('Risk now');
    const nested = `${template('warning')}\n## Outer\n\n### Inner\n\n{{support?}}\n`;
    const draft = draftLetter('warning', nested, { ...fullFacts, support: undefined });
    expect(draft.ok && draft.markdown).not.toMatch(/Outer|Inner/);
    expect(letter('review_lift', { conditions: [] })).not.toContain('What we ask when you come');
    expect(letter('review_lift')).toContain('What we ask when you come');
  });
  test("a child's name that is not held becomes 'your child'", () => {
    expect(letter('bar_confirmed', { child: undefined })).toContain(
      "take your full part in your child's school life",
    );
  });
  test('no empty gaps are left behind', () => {
    expect(
      letter('legal_referral', { posts: [], first_published_on: undefined, referral_reason: '' }),
    ).not.toMatch(/\n{3}/);
  });
  test('a list item goes alone and the rest of its list stays', () => {
    const own = `${template('warning')}\n- Help: {{support?}}\n- Time: {{mediation?}}\n`;
    const draft = draftLetter('warning', own, { ...fullFacts, support: undefined });
    expect(draft.ok && draft.markdown).toMatch(/\n\n- Time: We can ask/);
    expect(draft.ok && draft.markdown).not.toContain('Help:');
  });
  test('silence is told as silence and held against nobody', () => {
    const text = letter('bar_confirmed', { their_side: { received: false, askedBy: toDay('2026-12-04') } });
    expect(text).toMatch(
      /by Friday 4 December 2026\. I have not heard from you\. I have not held that against you/,
    );
  });
});

describe('the law on coming on site fits the school and the country', () => {
  const words = (provider: Provider, jurisdiction: Jurisdiction = 'england') =>
    composeIfYouCome({ provider, jurisdiction }).join('\n');

  test.each([
    ['community', 'authorised by the local authority,'],
    ['voluntary_controlled', 'authorised by the local authority,'],
    ['foundation', 'authorised by the local authority or the governing body,'],
    ['voluntary_aided', 'authorised by the local authority or the governing body,'],
    ['academy', 'authorised by the proprietor of the school,'],
    ['independent', 'authorised by the proprietor of the school,'],
  ] as const)('R7 %s: %s', (provider, authoriser) => {
    expect(words(provider)).toContain(authoriser);
    expect(words(provider, 'wales')).toBe(words(provider));
  });

  test.each(['early_years', 'college', 'ask'] as const)('R7 claims nothing for %s', (provider) => {
    expect(words(provider)).not.toMatch(/547|fine|police/);
  });

  test.each(['scotland', 'northern_ireland', 'isle_of_man'] as const)(
    'R9 section 547 vanishes in %s',
    (jurisdiction) => {
      for (const kind of IN_FORCE) {
        const text = letter(kind, { if_you_come: { jurisdiction, provider: 'community' } });
        expect(text).not.toMatch(/547|Education Act|trespass|£|level 2|civil matter/);
        expect(text).toContain('we will ask you to leave');
      }
    },
  );

  test('R7 the fine is for nuisance or disturbance without lawful authority, never for coming in', () => {
    const [first, second] = composeIfYouCome({ provider: 'academy', jurisdiction: 'england' });
    expect(first).not.toMatch(/fine|police|court/);
    expect(second).toMatch(
      /by itself, a civil matter.*only if.*without lawful authority also causes or allows a nuisance or disturbance.*£500/,
    );
  });
});

describe('where the five policies differ', () => {
  test('Robert Miles: mediation may be offered', () => {
    const text = letter('warning', { mediation: undefined }, 'robert-miles-junior');
    expect(text).toContain('Mediation may also be offered');
    expect(text).toContain('may be asked not to come on to the school site');
    expect(letter('warning', { mediation: undefined })).not.toContain('ediation');
  });
  test('All Saints: no letter about the site without the consultation', () => {
    for (const kind of ['intention_to_bar', 'provisional_bar', 'bar_confirmed', 'review_extend'] as const) {
      const own = template(kind, 'all-saints-mat');
      const facts = { ...fullFacts, consulted: 'the Chair of the Local Academy Board' };
      expect(letter(kind, facts, 'all-saints-mat')).toContain(
        'asked the Chair of the Local Academy Board for a view',
      );
      expect(draftLetter(kind, own, { ...fullFacts, consulted: undefined })).toMatchObject({
        ok: false,
        missing: [{ name: 'consulted' }],
      });
    }
  });
  test.each(ALL_TEMPLATES.filter(({ pack }) => pack !== 'common'))(
    '$pack/$file differs from the shared letter in a paragraph or two and no more',
    ({ pack, file }) => {
      const shared = new Set(readFileSync(`${PACKS}/common/letters/${file}`, 'utf8').split('\n\n'));
      const own = readFileSync(`${PACKS}/${pack}/letters/${file}`, 'utf8').split('\n\n');
      const different = own.filter((part) => !shared.has(part)).length;
      expect(different).toBeGreaterThan(0);
      expect(different).toBeLessThanOrEqual(2);
    },
  );
  test('Stockham: the warning follows a meeting that was offered', () => {
    expect(letter('warning', {}, 'stockham-primary')).toContain('did not want to take it up');
    expect(
      draftLetter('warning', template('warning', 'stockham-primary'), {
        ...fullFacts,
        meeting_so_far: undefined,
      }).ok,
    ).toBe(false);
    expect(letter('meeting_invitation', {}, 'stockham-primary')).toContain('the next step is a letter');
  });
  test('Schools & Parents: the next step is a limit on contact or access', () => {
    expect(letter('warning', {}, 'schools-and-parents')).toMatch(
      /limit on how you contact our staff, in person or in writing, or a limit on coming on/,
    );
  });
  test.each(['attended', 'refused', 'no_reply'] as const)(
    'a meeting %s is told without reproach',
    (outcome) => {
      const text = letter('warning', {
        meeting_so_far: { invitedOn: toDay('2026-11-02'), metOn: toDay('2026-11-09'), outcome },
      });
      expect(text).toMatch(
        outcome === 'attended' ? /we met on Monday 9 November 2026/ : /offer to talk stays open/,
      );
    },
  );
});

describe('the small print of the set', () => {
  test('every placeholder has a meaning, and the facts of these tests fill every one', () => {
    for (const [name, it] of Object.entries(PLACEHOLDERS)) {
      expect(it.means).toMatch(/^\S.{8,120}$/);
      expect(fullFacts).toHaveProperty(name);
    }
  });
  test.each([
    ['2026-11-20', 'Friday 20 November 2026'],
    ['2028-02-29', 'Tuesday 29 February 2028'],
    ['2027-01-01', 'Friday 1 January 2027'],
  ])('%s is printed %s', (day, words) => {
    expect(printDay(toDay(day))).toBe(words);
  });
});
