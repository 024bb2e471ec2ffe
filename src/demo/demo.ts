import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../app/app.ts';
import { memoryCounts } from '../app/counts.ts';
import { readCsv } from '../csv/read-csv.ts';
import { openDocuments } from '../documents/open-documents.ts';
import type { CaseId } from '../domain/ids.ts';
import { atSchoolTime, toDay } from '../domain/time.ts';
import { diskPolicies, schoolCalendars, silentLog, systemTimer } from '../main.ts';
import { verifyAudit } from '../store/audit.ts';
import { claimCodes } from '../store/claim-codes.ts';
import { loadDataKey } from '../store/data-key.ts';
import { migrate } from '../store/migrate.ts';
import { openStore } from '../store/open.ts';
import { sortableIds } from '../store/sortable-ids.ts';
import { type Cast, movableClock, openStage, type Stage } from './stage.ts';

/** Invented people: the school's policy is real, and nobody in it is meant. */
const CAST: readonly Cast[] = [
  { key: 'teacher', name: 'Ms Okafor (invented)', title: 'class teacher', roles: ['staff'] },
  { key: 'head', name: 'Mr Bright (invented)', title: 'Executive Headteacher', roles: ['exec_head'] },
  {
    key: 'chair',
    name: 'Mrs Lowe (invented)',
    title: 'Chair of the Local Academy Board',
    roles: ['lab_chair'],
  },
  { key: 'office', name: 'Mr Penn (invented)', title: 'school office', roles: ['office', 'staff'] },
  { key: 'dsl', name: 'Ms Shah (invented)', title: 'safeguarding lead', roles: ['dsl', 'staff'] },
  { key: 'admin', name: 'Mr Cole (invented)', title: 'administrator', roles: ['admin'] },
];

const REF = 'AC-26-0001';

async function reportAndFirstDay(stage: Stage): Promise<CaseId> {
  await stage.scene('2026-11-20', 15, 20, 'A parent shouts at a teacher at the gate and threatens her.');
  await stage.fills('teacher', 'report', null, {
    who: 'new:Jordan Vale (invented), red coat; child in Oak class',
    breaches: ['threat', 'loud_offensive_temper'],
    when: '2026-11-20T15:10',
    where: 'on_site',
    narrative:
      'Jordan Vale shouted at me at the front gate, came very close and said "you will regret this". Children were watching. I felt frightened.',
    harm: 'nobody',
  });
  await stage.reads('head');
  const id = await stage.caseOf(REF);
  await stage.fills('head', 'decide', id, {
    steps: ['ban'],
    reason: 'She must be safe on Monday.',
    mode: 'provisional',
    places: ['whole_site'],
    threshold: 'Ms Okafor felt threatened.',
    risk: 'He said he would come back.',
    equality: 'none_known',
  });
  await stage.fills('head', 'decide', id, {
    steps: ['turn_away'],
    reason: 'There is danger on Monday morning.',
    risk: 'He said that she will regret it.',
  });
  await stage.says('office', 'gate');
  await stage.reads('teacher');
  return id;
}

async function consultAndDecide(stage: Stage, id: CaseId): Promise<void> {
  await stage.scene('2026-11-23', 9, 5, 'The week begins: what is due, and from whom.');
  await stage.channel();
  await stage.reads('head');
  await stage.fills('head', 'gathered', id, {
    note: 'Two colleagues and a governor saw it and agree with the report.',
  });
  await stage.fills('head', 'spoke', id, {
    how: 'spoke',
    note: 'He says that he had reason to be angry and would do it again.',
  });
  await stage.fills('head', 'classify', id, {
    breaches: ['threat', 'loud_offensive_temper'],
    finding: 'undecided',
  });
  await stage.fills('head', 'ask_view', id, {
    step: 'ban',
    summary: 'A parent threatened a teacher at the gate on Friday in front of children.',
    proposal: 'To keep him off the site while we hear his side, and to meet him elsewhere.',
  });
  await stage.reads('chair');
  await stage.fills('chair', 'give_view', id, {
    view: 'concern',
    comment: 'Please make sure that his daughter can still be brought and collected.',
  });
  await stage.reads('head');
  await stage.fills('head', 'decide', id, {
    steps: ['ban'],
    reason: 'He threatened a teacher, and says that he would do it again.',
    mode: 'provisional',
    places: ['whole_site'],
    threshold: 'Ms Okafor felt threatened; children saw it.',
    risk: 'He says that he would do it again, and comes to the gate twice a day.',
    equality: 'none_known',
    departure_reason: 'A colleague will meet his daughter at the gate, so that she misses nothing.',
  });
}

/** What the head writes where a draft asks for it. */
const GAPS = [
  [
    'what is said to have happened',
    'a member of staff was shouted at and heard words that she took as a threat',
  ],
  [
    'why it could not wait',
    'You told me that you would do the same again, and you come to the gate twice a day.',
  ],
  [
    'your reasons, in words',
    'I have to make sure that everybody at the gate is safe, while I hear from you.',
  ],
  ['address that this person has confirmed', '1 Invented Road, Birmingham'],
  ['by post or by email', 'by post to your address'],
  ['what they told you', 'You wrote that you would like to put this behind you.'],
  ['what you looked at', 'Three quiet weeks, and your email'],
] as const;

const SETTINGS = {
  channels: { playground: 'leadership' },
  letterhead: {
    address: '2 Invented Lane, Birmingham',
    phone: '0121 496 0000',
    email: 'office@school.example',
  },
  letters: {
    contact: 'the school office',
    sent_by: 'first-class post',
    handover: { where: 'the main gate', morning: '8.40 am', afternoon: '3.20 pm' },
    elections_of: 'parent members of the Local Academy Board',
  },
};

async function hearAndConfirm(stage: Stage, id: CaseId): Promise<void> {
  await stage.scene('2026-11-24', 10, 0, 'The letter goes.');
  await stage.reads('head');
  await stage.letters('head', 'office', REF, GAPS);
  await stage.scene('2026-11-30', 8, 30, 'His side arrives by email. Monday again.');
  await stage.channel();
  await stage.fills('office', 'their_side', id, {
    channel: 'email',
    received_on: '2026-11-30',
    text: 'I am sorry. I was frightened for my daughter and should not have shouted.',
  });
  await stage.taps('office', `letters ${REF}`, 'acknowledge');
  await stage.scene('2026-12-01', 9, 0, 'The head decides afresh: nothing confirms itself.');
  await stage.reads('head');
  await stage.fills('head', 'classify', id, { finding: 'found' });
  await stage.fills('head', 'after_hearing', id, {
    outcome: 'confirm',
    reason: 'What was said was serious, and staff must feel safe at the gate.',
    answer:
      'Thank you for saying sorry, and for telling me that you were worried. I believe you, and so this ends sooner than I had meant.',
    end: '2026-12-18',
    arrangements: 'Our family worker will ring you every Friday to tell you how the week has gone.',
  });
  await stage.letters('head', 'office', REF, GAPS);
  await stage.says('office', 'gate');
}

async function reviewAndClose(stage: Stage, id: CaseId): Promise<void> {
  await stage.scene('2026-12-07', 8, 5, 'The weekly review, in the channel and for those concerned.');
  await stage.channel();
  await stage.reads('head');
  await stage.fills('head', 'review', id, { outcome: 'invite', reason: 'Before the review.' });
  await stage.scene('2026-12-11', 11, 0, 'The review, before the end.');
  await stage.reads('head');
  await stage.fills('head', 'review', id, {
    outcome: 'lift',
    reason: 'It has been quiet for three weeks, your email was a good one, and I am glad to have you back.',
    considered: 'His letter, the meeting, and what Ms Okafor said.',
  });
  await stage.letters('head', 'office', REF, GAPS);
  await stage.fills('head', 'close', id, {
    outcome: 'step_taken',
    outline: 'written_to',
    reason: 'It is settled.',
  });
  await stage.reads('teacher');
  await stage.says('teacher', `show ${REF}`);
  await stage.says('office', 'gate');
  await stage.says('head', `timeline ${REF}`);
}

/** One whole case over a real policy, through the real application, store and outbox. Returns the exit code. */
export async function runDemo(print: (line: string) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-demo-'));
  const url = `file:${join(folder, 'demo.db')}`;
  const ids = sortableIds(systemTimer);
  await migrate({ url });
  const dataKey = loadDataKey({ fromEnv: undefined, dataDir: folder, production: false, isSqlite: true });
  const store = await openStore({ url, dataKey, ids, timer: systemTimer });
  try {
    const clock = movableClock(atSchoolTime(toDay('2026-11-20'), 15, 0));
    const app: App = {
      store,
      clock,
      timer: systemTimer,
      ids,
      policies: diskPolicies(),
      calendars: schoolCalendars(),
      documents: openDocuments(),
      codes: claimCodes,
      readCsv,
      counts: memoryCounts(),
      log: silentLog,
      command: '/incident',
      pages: { origin: () => null },
      mail: null,
    };
    print(
      'One case at a school of All Saints Multi Academy Trust, Birmingham. The policy is real, the people are invented.',
    );
    const stage = await openStage(
      app,
      clock,
      { name: 'An invented school of All Saints MAT', pack: 'all-saints-mat', settings: SETTINGS },
      CAST,
      print,
    );
    const id = await reportAndFirstDay(stage);
    await consultAndDecide(stage, id);
    await hearAndConfirm(stage, id);
    await reviewAndClose(stage, id);
    const audit = await verifyAudit(store);
    print(
      audit.ok
        ? 'The journal fits from its first row to its last.'
        : `The journal does not fit: ${JSON.stringify(audit)}`,
    );
    return audit.ok ? 0 : 1;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
