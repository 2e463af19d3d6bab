import { readUser } from '../actor.ts';
import {
  anything,
  bigId,
  listOf,
  Misshapen,
  mapped,
  moment,
  oid,
  orNull,
  type Read,
  type Reader,
  shaped,
  text,
  whole,
} from '../client/shape.ts';

/** A name as it may stand in an address. */
const name: Reader<string> = (value, at) => {
  const found = text(value, at);
  if (!/^[\w.-]{1,100}$/.test(found)) throw new Misshapen(at, 'a name');
  return found;
};

/** Git takes no white space and no control characters in one. */
const ref: Reader<string> = (value, at) => {
  const found = text(value, at);
  if (!/^[^\s\p{Cc}]+$/u.test(found) || found.endsWith('/')) throw new Misshapen(at, 'a reference');
  return found;
};

const readRepo = shaped({ id: bigId, name, owner: shaped({ login: name }) });
export type Repo = Read<typeof readRepo>;

/** Where an installation lists repositories, it names them `owner/name`. */
export const readListed = mapped(shaped({ id: bigId, full_name: text }), ({ id, full_name: full }, at): Repo => {
  const [owner, short, ...rest] = full.split('/');
  if (rest.length > 0) throw new Misshapen(at, 'a repository');
  return { id, name: name(short, `${at}.full_name`), owner: { login: name(owner, `${at}.full_name`) } };
});

/** What every event has. Those that come from no installation are not for us. */
export const readEnvelope = shaped({
  action: orNull(text),
  installation: orNull(shaped({ id: bigId })),
  repository: orNull(readRepo),
});
export type Envelope = Read<typeof readEnvelope>;

export const readSender = shaped({ sender: readUser });

export const readPull = shaped({
  pull_request: shaped({
    number: whole,
    updated_at: moment,
    head: shaped({ sha: oid }),
  }),
  changes: orNull(shaped({ base: anything, title: anything })),
  before: orNull(oid),
});

export const readReview = shaped({ pull_request: shaped({ number: whole }) });

export const readComment = shaped({
  issue: shaped({ number: whole, pull_request: anything }),
  comment: shaped({
    id: bigId,
    body: orNull(text),
    html_url: text,
    created_at: moment,
    updated_at: moment,
    user: orNull(shaped({ id: bigId })),
    performed_via_github_app: orNull(shaped({ id: bigId })),
  }),
  changes: orNull(shaped({ body: orNull(shaped({ from: orNull(text) })) })),
});

/** Which pull requests a run is of is told for those of the same repository only. */
const pulls = listOf(shaped({ number: whole, base: orNull(shaped({ repo: orNull(shaped({ id: bigId })) })) }));

export const readCheckRun = shaped({
  check_run: shaped({ id: bigId, name: text, head_sha: oid, app: orNull(shaped({ id: bigId })) }),
  requested_action: orNull(shaped({ identifier: text })),
});
export const readSuite = shaped({ check_suite: shaped({ head_sha: oid, pull_requests: orNull(pulls) }) });
export const readWorkflowRun = shaped({ workflow_run: shaped({ head_sha: oid, pull_requests: orNull(pulls) }) });
export const readStatus = shaped({ id: orNull(bigId), sha: oid, context: text });
export const readImitator = shaped({ sender: orNull(readUser) });

export const readGroup = shaped({
  merge_group: shaped({ head_sha: oid, base_sha: oid, base_ref: ref }),
});

export const readPush = shaped({ ref });
export const readRef = shaped({ ref, ref_type: text });
export const readEdited = shaped({ changes: orNull(shaped({ default_branch: anything })) });
export const readInstalled = shaped({ repositories: orNull(listOf(readListed)) });
export const readChosen = shaped({
  repositories_added: orNull(listOf(readListed)),
  repositories_removed: orNull(listOf(shaped({ id: bigId }))),
});
