/** A condition without parentheses at the end of an item: one that it hangs on, one that may be meant so, or none. */
export type Condition = 'plain' | 'doubtful' | undefined;

/** Only these say that the item as a whole may be left out. `Where` names places and `when` times; what must hold there must hold. */
const plain = /^(?<said>.{3,80}?),? if (?:applicable|needed|necessary|required)\.?$/i;
/** Words with which a condition may belong to a part of the sentence: "can be restored if needed". */
const ofPart =
  /[,;:]|\b(?:able|after|always|and|are|be|been|before|being|but|can|capable|check|confirm|could|does|ensure|gets?|has|have|how|if|is|may|might|must|never|no|not|only|or|ready|shall|should|so|test|that|then|to|unless|until|verify|was|were|what|when|where|whether|which|who|why|will)\b/i;
/** Things to do, and things done, that may be left undone. */
const doing =
  /^(?:add|announce|apply|arrange|book|bump|configure|create|define|deploy|document|enable|file|inform|install|invite|migrate|notify|optimi[sz]e|order|plan|prepare|provision|publish|purge|refactor|refresh|regenerate|reindex|renew|request|reserve|run|schedule|seed|send|set|squash|tag|translate|update|upgrade|warm|write)\b/i;
const done =
  /\b(?:added|announced|applied|arranged|booked|configured|created|defined|deployed|documented|enabled|filed|informed|installed|invited|migrated|notified|optimi[sz]ed|ordered|planned|prepared|provisioned|published|purged|refactored|refreshed|regenerated|reindexed|renewed|requested|reserved|scheduled|seeded|sent|set up|translated|updated|upgraded|warmed|written)$/i;

const usual =
  /\S,? (?:as|if|when|whenever|where|wherever) (?:any|applicable|appropriate|available|feasible|necessary|needed|possible|practical|relevant|required)\.?$/i;
const tail = /^(?<said>.*\S),? (?:except if|except when|if|unless) (?<condition>[^.:;,()]{1,60})\.?$/i;
/** What shall happen when something goes wrong is asked always. */
const reaction =
  /^(?:abort|alert|block|deny|escalate|fail|notify|page|reject|restart|retry|revert|roll ?back|stop|warn)\b|\b(?:alerts?|blast radius|fails?|knows?|known|understood|what happens)\b/i;
const trouble =
  /[<>≤≥=%\d]|\b(?:breaks?|broken|compromised|crash\w*|degraded|down|drops?|exceed\w*|fail\w*|goes|lost|missing|spikes?|unavailable|unhealthy|wrong)\b/i;

/** In doubt it is none: an item that could be left out by mistake would loosen what the checklist asks for. */
export function conditionAtEnd(text: string): Condition {
  const said = plain.exec(text)?.groups?.['said'];
  if (said !== undefined && !ofPart.test(said) && (/ applicable\.?$/i.test(text) || doing.test(said) || done.test(said)))
    return 'plain';
  if (usual.test(text)) return 'doubtful';
  const { said: asked = '', condition = '' } = tail.exec(text)?.groups ?? {};
  return condition === '' || reaction.test(asked) || trouble.test(condition) ? undefined : 'doubtful';
}
