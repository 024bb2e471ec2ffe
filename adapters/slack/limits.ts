/**
 * What Slack refuses, written down once: the renderer cuts by these numbers and the fake Slack of the tests refuses
 * by the schemas below. Source: docs.slack.dev, reference of Block Kit, unless a line says otherwise. Lengths are
 * UTF-16 units, which is never less than what Slack counts.
 */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Of `blocksLength`. Not documented: measured by others (slackapi/bolt-js issues 2509 and 2867). */
  messageBlocksLength: 13_200,
  /** The `text` beside the blocks: Slack cuts it at 40,000 and asks for at most 4,000. */
  messageText: 4000,
  /** Bytes of a whole view, as JSON. */
  viewBytes: 250_000,
  viewTitle: 24,
  viewSubmit: 24,
  viewClose: 24,
  viewStack: 3,
  privateMetadata: 3000,
  callbackId: 255,
  externalId: 255,
  blockId: 255,
  actionId: 255,
  sectionText: 3000,
  sectionFields: 10,
  sectionField: 2000,
  headerText: 150,
  contextElements: 10,
  contextText: 3000,
  actionsElements: 25,
  inputLabel: 2000,
  inputHint: 2000,
  buttonText: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  optionText: 75,
  optionValue: 75,
  optionDescription: 75,
  selectOptions: 100,
  optionGroups: 100,
  optionGroupLabel: 75,
  radioOptions: 10,
  checkboxOptions: 10,
  overflowOptions: 5,
  placeholder: 150,
  plainTextInput: 3000,
  fileInputFiles: 10,
  confirmTitle: 100,
  confirmText: 300,
  confirmYes: 30,
  confirmNo: 30,
} as const;
