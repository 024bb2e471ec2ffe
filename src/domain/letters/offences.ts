/** Words that call something an offence, or a wrong in law. English only. */
export const OFFENCE_WORDS =
  /\b(crimes?|criminal(ly)?|offences?|offenders?|assault(s|ed|ing)?|guilty|illegal(ly)?|unlawful(ly)?|prosecut\w+|libel\w*|slander\w*|defam\w+|harass\w*|stalk\w+)\b/i;
