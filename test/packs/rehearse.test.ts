import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listPacks, PACKS_FOLDER } from '../../src/packs/load.ts';
import type { Entry } from '../../src/packs/rehearsal.ts';
import {
  listScenarios,
  type PackRehearsal,
  rehearseAll,
  rehearsePack,
} from '../../src/packs/rehearse-pack.ts';
import { Expect, REFUSAL_CODES } from '../../src/packs/scenario-expect.ts';
import { ACTION_WORDS, type ActionWord } from '../../src/packs/scenario-words.ts';
import { buildSchoolCalendar } from '../../src/school-calendar.ts';

const scratch = mkdtempSync(join(tmpdir(), 'accord-rehearse-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let files = 0;
function scenario(text: string): string {
  files += 1;
  const file = join(scratch, `scenario-${files}.yaml`);
  writeFileSync(file, text);
  return file;
}

const HEAD = 'title: Somebody shouts\ninvented: true\nstarts: 2026-11-03 08:50\n';
const play = (pack: string, text: string): PackRehearsal =>
  rehearsePack(pack, scenario(text), buildSchoolCalendar);
const points = (pack: string, text: string): PackRehearsal => play(pack, `${HEAD}points:\n${text}`);

function entries(done: PackRehearsal): readonly Entry[] {
  if (!done.json.ok) throw new Error(done.text);
  return done.json.rehearsal.entries;
}
const last = (done: PackRehearsal): Entry => {
  const entry = entries(done).at(-1);
  if (!entry) throw new Error('The scenario has no points.');
  return entry;
};
const shipped = listPacks().flatMap((pack) =>
  listScenarios(pack.id).map((file) => [pack.id, basename(file, '.yaml'), file] as const),
);

describe('the scenarios that come with the packs', () => {
  test.each(shipped)('%s: %s comes out as it says', (pack, _, file) => {
    const done = rehearsePack(pack, file, buildSchoolCalendar);
    expect(done.json.ok ? entries(done).flatMap((entry) => entry.differs) : done.text).toEqual([]);
    expect(done.exit).toBe(0);
  });

  test.each(listPacks().map((pack) => pack.id))('%s has an ordinary one and a grave one at least', (pack) => {
    expect(listScenarios(pack).length).toBeGreaterThanOrEqual(2);
    expect(rehearseAll(pack, buildSchoolCalendar).exit).toBe(0);
  });

  test.each(shipped)('%s: %s is marked as invented, and claims something of its policy', (pack, _, file) => {
    expect(readFileSync(file, 'utf8')).toMatch(/^invented: true$/m);
    const done = rehearsePack(pack, file, buildSchoolCalendar);
    expect(done.text).toContain('Everybody in it is invented');
    expect(entries(done).filter((entry) => entry.claims).length).toBeGreaterThan(1);
  });

  test.each(shipped)('%s: %s fits a page, and is the same text and data twice', (pack, _, file) => {
    const once = rehearsePack(pack, file, buildSchoolCalendar);
    const again = rehearsePack(pack, file, buildSchoolCalendar);
    expect(once.text.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(JSON.stringify(again.json)).toBe(JSON.stringify(once.json));
    expect(again.text).toBe(once.text);
  });

  test.each(shipped)('%s: %s says what differs when its policy is another one', (pack, _, file) => {
    const other = pack === 'schools-and-parents' ? 'all-saints-mat' : 'schools-and-parents';
    expect(rehearsePack(other, file, buildSchoolCalendar).exit).toBe(1);
  });
});

describe('what is printed', () => {
  const assault = rehearsePack(
    'all-saints-mat',
    join(PACKS_FOLDER, 'all-saints-mat/scenarios/assault-at-the-gate.yaml'),
    buildSchoolCalendar,
  );

  test.each([
    ['the next step with its clause', /Recommended +- Gather information from those involved/],
    ['where a rule is from', /Our policy: Section 4, last paragraph/],
    ['an assumption as one', /Accord assumes: In proportion/],
    ['what waits', /Then +- Speak to the parent/],
    ['what else may be done', /Also open +- Call 999/],
    ['what must happen first', /Must happen first +- Information has been gathered/],
    ['what is owed, by whom and when', /Owed +- Monday 23 November 2026: read the report/],
    ['letters and who signs them', /"Note to pass to police", for the Head of School/],
    ['refusals, with their reason', /REFUSED +- "Ban from the school site" has to wait/],
    ['limits with their days', /Their side by Monday 7 December 2026/],
  ])('%s', (_, words) => {
    expect(assault.text.replaceAll(/\s+/g, ' ')).toMatch(words);
  });

  test('names days as people say them, in refusals too', () => {
    expect(assault.text).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  test('recommends at every point, whatever else is left out as unchanged', () => {
    const said = assault.text.split('\n').filter((line) => line.trim().startsWith('Recommended '));
    expect(said).toHaveLength(entries(assault).length);
  });

  test('says when nothing is left to sign, rather than leave it out', () => {
    const done = points(
      'stockham-primary',
      '  - report: verbal_aggression\n  - decide: invite_meeting\n  - sign_letter: meeting_invitation\n' +
        '  - send_letter: meeting_invitation\n',
    );
    expect(done.text).toMatch(/Nothing now +- Letters\./);
  });

  test('shows what is different from the policy, and what came early', () => {
    const police = points(
      'stockham-primary',
      '  - report: { what: online_personal_abuse, where: online }\n' +
        '  - decide: { steps: invite_meeting, different_because: A slip }\n',
    );
    expect(police.text).toMatch(
      /Different +- Pass to the police: not done, though the policy says it will be/,
    );
    const early = points(
      'robert-miles-junior',
      '  - report: loud_offensive_temper\n  - decide: { steps: ban, early_because: Children saw it }\n',
    );
    expect(early.text).toMatch(/Early +- Not to come on site: taken early/);
    expect(last(early).departures).toMatchObject([{ what: 'early', about: 'ban' }]);
  });
});

describe('an expectation that is not met', () => {
  const one = (expected: string) =>
    points('all-saints-mat', `  - report: verbal_aggression\n    expect: ${expected}\n`);

  test.each([
    ['{ recommended: [speak] }', 'Recommended: expected speak, and it is gather.'],
    ['{ later: [] }', 'Later: expected nothing, and it is speak, meeting.'],
    ['{ must: [] }', 'What the policy says it will do: expected nothing, and it is gather.'],
    ['{ allowed: [gather] }', 'Also open: gather expected, and not there.'],
    ['{ not_open: [ban] }', 'Not open: ban expected, and open.'],
    ['{ refused: on_hold }', 'Refused: expected on_hold, and it went through.'],
    ['{ because: never }', 'Refused: expected the words "never".'],
    ['{ departures: [] }', 'Different from the policy: expected of a point at which nothing was decided.'],
    [
      '{ first: { ban: [] } }',
      'Must happen first, before ban: expected nothing, and it is gathered, spoken, chair_consulted.',
    ],
    [
      '{ offered: { ban: [chair_consulted] } }',
      'Offered first, before ban: expected chair_consulted, and it is nothing.',
    ],
    ['{ deadlines: { decide: 2026-11-11 } }', 'Owed, decide: expected 2026-11-11, and it is 2026-11-10.'],
    ['{ letters: [warning] }', 'Letters: expected warning, and it is nothing.'],
    ['{ asked: lab_chair }', 'Asked: expected lab_chair, and it is none.'],
    ['{ restriction: { status: confirmed } }', 'Restriction: expected confirmed, and it is none.'],
    ['{ restriction: { until: 2026-12-01 } }', 'Restriction, last day: expected 2026-12-01, and it is none.'],
  ])('%s', (expected, differs) => {
    const done = one(expected);
    expect(done.exit).toBe(1);
    expect(last(done).differs).toEqual([differs]);
    expect(done.text).toContain('NOT AS EXPECTED');
    expect(done.text).toContain('Not as the scenario expects at point 1.');
  });

  test('counts a refusal that nobody expected, since the rest would rest on it', () => {
    const done = points('all-saints-mat', '  - report: verbal_aggression\n  - decide: meeting\n');
    expect(done.exit).toBe(1);
    expect(last(done).differs[0]).toContain('nothing of the kind was expected');
  });

  test('says so where the scenario claims nothing', () => {
    expect(points('all-saints-mat', '  - report: verbal_aggression\n').text).toContain('expects nothing');
  });
});

describe('a broken scenario', () => {
  test.each([
    ['a word that is none', '  - reprot: smoking\n', 5, '"reprot" is not a word', 'Did you mean "report"?'],
    ['nothing that happens', '  - note: Nothing\n', 5, 'nothing says what happens', 'Add one of: report'],
    [
      'two things at once',
      '  - report: smoking\n    gathered: true\n',
      5,
      'stand at one point',
      'on a line of its own',
    ],
    ['a point that is a word', '  - report\n', 5, 'a point is a word with a colon', '- gathered: true'],
    ['no report to begin with', '  - gathered: true\n', 5, 'the first point is not a report', '- report:'],
    [
      'a place that is none',
      '  - report: { what: smoking, where: gate }\n',
      5,
      '"gate" is not one of the words allowed',
      'site, online, elsewhere',
    ],
    [
      'a group misspelt',
      '  - report: { what: smoking, whre: site }\n',
      5,
      '"whre" is not a word',
      'Did you mean "where"?',
    ],
    [
      'an expectation misspelt',
      '  - report: smoking\n    expect:\n      recomended: [gather]\n',
      7,
      '"recomended" is not a word',
      'Did you mean "recommended"?',
    ],
    [
      'days without their kind',
      '  - report: smoking\n  - wait: 3 days\n',
      6,
      '"wait" is neither a day nor a length of time',
      '3 school days',
    ],
    [
      'a day that is none',
      '  - report: smoking\n  - extend: 2026-02-30\n',
      6,
      'no such day',
      'Check the month',
    ],
    [
      'nothing after the colon',
      '  - report: smoking\n  - gathered:\n',
      6,
      'nothing is written at "gathered"',
      'Write one of: true',
    ],
    [
      'a step of another policy',
      '  - report: smoking\n  - decide: stop_and_warn\n',
      6,
      '"stop_and_warn" is no step of all-saints-mat',
      'Write one of: call_999',
    ],
    [
      'a report of another policy',
      '  - report: vaping_item\n',
      5,
      '"vaping_item" is no kind of report',
      'Write one of',
    ],
    [
      'a gate misspelt',
      '  - report: smoking\n    expect: { first: { ban: [gatherd] } }\n',
      6,
      '"gatherd" is no gate',
      'Did you mean "gathered"?',
    ],
    [
      'somebody who is not there',
      '  - report: smoking\n    by: caretaker\n',
      6,
      '"caretaker" works at no desk',
      'Write one of',
    ],
    [
      'a letter that is none',
      '  - report: smoking\n  - sign_letter: warnning\n',
      6,
      '"warnning" is no letter',
      'Did you mean "warning"?',
    ],
  ])('%s', (_, text, line, says, mend) => {
    const done = points('all-saints-mat', text);
    expect(done.exit).toBe(1);
    if (done.json.ok) throw new Error('The scenario was played.');
    expect(done.json.problems).toHaveLength(1);
    expect(done.json.problems[0]?.line).toBe(line);
    const flat = done.text.replaceAll(/\s+/g, ' ');
    expect(flat).toMatch(new RegExp(`scenario-\\d+\\.yaml:${line}: `));
    expect(flat).toContain(says);
    expect(flat).toContain(mend);
    expect(flat).toContain('before the scenario can be played');
  });

  test.each([
    ['is not marked as invented', HEAD.replace('invented: true', 'invented: false'), 'invented'],
    ['does not say so at all', HEAD.replace('invented: true\n', ''), '"invented" is missing'],
    ['has no time', HEAD.replace('2026-11-03 08:50', 'Tuesday'), '2026-11-20 15:20'],
    ['begins on a day that is none', HEAD.replace('2026-11-03', '2026-02-31'), '2026-11-20 15:20'],
    ['names a role that is none', `${HEAD}people:\n  ms_invented: headmaster\n`, '"headmaster" is no role'],
  ])('that %s', (_, head, says) => {
    const done = play('all-saints-mat', `${head}points:\n  - report: smoking\n`);
    expect(done.exit).toBe(1);
    expect(done.text.replaceAll(/\s+/g, ' ')).toContain(says);
  });

  test('tells every mistake at once, in the order of their lines', () => {
    const done = points(
      'all-saints-mat',
      '  - report: { what: smoking, harm: some }\n  - gatherd: true\n  - wait: soon\n',
    );
    if (done.json.ok) throw new Error('The scenario was played.');
    expect(done.json.problems.map((row) => row.line)).toEqual([5, 6, 7]);
  });

  test.each([
    ['an empty file', '', 'is empty'],
    ['a file that is no YAML', 'title: "open\n', 'YAML'],
    ['a tab', 'title: x\n\tinvented: true\n', 'tab'],
  ])('%s', (_, text, says) => {
    const done = play('all-saints-mat', text);
    expect(done.exit).toBe(1);
    expect(done.text).toContain(says);
  });

  test('a file that is not there, a pack that is not there', () => {
    expect(rehearsePack('all-saints-mat', join(scratch, 'none.yaml'), buildSchoolCalendar).text).toContain(
      'no such file',
    );
    const done = rehearsePack('no-such-pack', join(scratch, 'none.yaml'), buildSchoolCalendar);
    expect(done.exit).toBe(1);
    expect(done.text).toContain('before the pack can be used');
  });
});

describe('the school in a scenario', () => {
  test('is the invented one unless it says who works there', () => {
    const done = play(
      'all-saints-mat',
      `${HEAD}people: { chair: nobody, ms_invented: exec_head }\npoints:\n  - report: physical_aggression\n` +
        '  - gathered: true\n    by: ms_invented\n  - spoke: not_settled\n  - ask_view: ban\n    expect: { asked: lab_vice_chair }\n',
    );
    expect(entries(done).flatMap((entry) => entry.differs)).toEqual([]);
    expect(done.text).toContain('The Executive Headteacher has gathered');
  });

  test('keeps whoever reported from deciding, and lets the next in line', () => {
    const done = points(
      'stockham-primary',
      '  - report: verbal_aggression\n    by: head\n  - classify: { finding: found }\n    by: deputy\n  - decide: { steps: stop_and_warn, different_because: x }\n' +
        '    expect: { refused: conflict_of_interest }\n  - decide: { steps: stop_and_warn, different_because: x }\n    by: deputy\n' +
        '    expect: { departures: [stop_and_warn] }\n',
    );
    expect(entries(done).flatMap((entry) => entry.differs)).toEqual([]);
  });

  test('counts days by its own terms and INSET days', () => {
    const report = 'points:\n  - report: verbal_aggression\n';
    const usual = play('all-saints-mat', HEAD + report);
    const inset = play('all-saints-mat', `${HEAD}calendar: { inset: [2026-11-04] }\n${report}`);
    const read = (done: PackRehearsal) => last(done).owed.find((row) => row.kind === 'read_report')?.due;
    expect(read(usual)).toBe('2026-11-04');
    expect(read(inset)).toBe('2026-11-05');
  });

  test('lets nothing go backwards', () => {
    const done = points(
      'all-saints-mat',
      '  - report: verbal_aggression\n  - wait: until 2026-11-02\n    expect: { refused: dates_wrong }\n',
    );
    expect(done.exit).toBe(0);
  });

  test('has a restriction run out by itself on the day after its last', () => {
    const done = points(
      'alumwell-infant',
      '  - report: physical_aggression\n  - decide: { steps: turn_away, danger: Still here }\n' +
        '  - wait: until 2026-11-04\n    expect: { restriction: { status: turned_away } }\n' +
        '  - wait: until 2026-11-05\n    expect: { restriction: { status: ran_out } }\n',
    );
    expect(entries(done).flatMap((entry) => entry.differs)).toEqual([]);
  });

  test('says what is not there when a point speaks of it', () => {
    const done = points(
      'all-saints-mat',
      '  - report: smoking\n  - lift: true\n    expect: { refused: not_found }\n',
    );
    expect(done.exit).toBe(0);
    expect(done.text).toContain('The case holds no restriction');
  });

  test('plays a school of its own, and says where scenarios go when it has none', () => {
    const folder = join(scratch, 'no-scenarios');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'policy.yaml'),
      'extends: schools-and-parents\nid: no-scenarios\nname: A school (invented)\n',
    );
    expect(rehearseAll(folder, buildSchoolCalendar)).toMatchObject({ exit: 1, json: [] });
    expect(rehearseAll(folder, buildSchoolCalendar).text).toContain('"scenarios"');
    mkdirSync(join(folder, 'scenarios'));
    writeFileSync(
      join(folder, 'scenarios/late.yaml'),
      `${HEAD}points:\n  - report: email_burden\n    expect: { recommended: [informal_reminder] }\n`,
    );
    expect(rehearseAll(folder, buildSchoolCalendar).exit).toBe(0);
  });
});

/** The shortest thing that may stand after each word. A new word that is missing here does not compile. */
const SHORTEST: Readonly<Record<ActionWord, string>> = {
  report: 'physical_aggression',
  read: 'true',
  identified: 'true',
  wrong_person: 'true',
  names: '{ affected: teacher, saw_it: second_teacher }',
  stands_aside: '{ who: deputy, why: saw }',
  gathered: 'true',
  spoke: 'settled',
  not_reached: '2',
  dsl_told: 'true',
  classify: '{ finding: found }',
  withdraw: 'true',
  correct: 'true',
  decide: 'ban',
  ask_view: 'ban',
  chase_view: 'true',
  pass_on_view: 'true',
  give_view: 'support',
  meeting: 'resolved',
  new_meeting_date: 'true',
  referral: 'acknowledged',
  post_removed: 'true',
  their_side: 'email',
  acknowledge: 'true',
  confirm: '{}',
  vary: '{}',
  invite_comments: 'true',
  extend: '2026-12-18',
  lift: 'true',
  sign_letter: 'provisional_bar',
  send_letter: 'provisional_bar',
  hold: 'police',
  review_hold: 'true',
  lift_hold: 'true',
  request: 'complaint',
  answer_request: 'true',
  close: '{ outcome: resolved, outline: spoken_to }',
  reopen: 'true',
  wait: '1 school day',
  look: 'true',
};

describe('every word of a scenario', () => {
  const opening = '  - report: physical_aggression\n';
  const banned = `${opening}  - decide: { steps: [authorities, ban], danger: Still here }\n`;

  test.each(ACTION_WORDS)('%s is played or refused in words, first thing and after a ban', (word) => {
    for (const before of [opening, banned]) {
      const done = points('alumwell-infant', `${before}  - ${word}: ${SHORTEST[word]}\n`);
      expect(last(done).happens).toMatch(/^(The .*|Time passes|Nothing happens.*)\.?"?$/);
      expect(last(done).happens).not.toMatch(/undefined|null|_/);
    }
  });

  test.each(['robert-miles-junior', 'all-saints-mat'])('in any order, %s throws nothing', (pack) => {
    const all = ACTION_WORDS.map((word) => `  - ${word}: ${SHORTEST[word]}\n`);
    for (const order of [all, [...all].reverse()])
      expect(entries(points(pack, opening + order.join('')))).toHaveLength(all.length + 1);
  });

  const page = readFileSync(join(PACKS_FOLDER, 'scenarios.md'), 'utf8');
  test.each([...ACTION_WORDS, ...Object.keys(Expect.shape), ...REFUSAL_CODES])(
    '%s is on the page that explains them',
    (word) => {
      expect(page).toContain(`\`${word}\``);
    },
  );

  test('is used on that page as it has to be written', () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const done = play('all-saints-mat', example);
    expect(done.text).toContain('All as the scenario expects');
    expect(done.exit).toBe(0);
  });
});
