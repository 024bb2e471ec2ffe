/** Notes and reports of our own: they go to nobody's letterbox, so closing does not wait for them. */
export const INTERNAL: ReadonlySet<string> = new Set([
  'police_referral',
  'legal_referral',
  'platform_report',
  'consultation_note',
  'meeting_record',
  'reporter_outline',
]);
