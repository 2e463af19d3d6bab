import { openPull } from '../../../src/sandbox/state/pulls.ts';
import { push } from '../../../src/sandbox/state/pushes.ts';
import {
  artifactFor,
  ciPath,
  claimOf,
  configWith,
  failing,
  type openIssuer,
  pinned,
  runCi,
  textFor,
} from '../../reconcile/evidence/ci.ts';
import { edited, files, ready, staysBlocked, tells } from './evidence-plays.ts';
import type { Play } from './plays.ts';

type Issuer = Awaited<ReturnType<typeof openIssuer>>;

const strict = { ...files, '.github/gonogo.yml': configWith(`{ minimum: pinned-workflow, pinned: ['${pinned}'] }`) };

/** Where the policy asks for what GitHub vouches for. */
export const pinnedPlays = (issuer: Issuer): readonly Play[] => [
  {
    name: 'pinned: GitHub vouches for it, and an edited caller’s second artifact helps nothing on',
    files: strict,
    plot: async (story) => {
      const pull = await ready(story);
      await story.sandbox.as('wil').push(story.repo, 'next', { [ciPath]: edited });
      await story.sandbox.as('max').say(pull, '/gonogo tick backups');
      await runCi(story, pull);
      await tells(story, pull, 'the policy asks for evidence of origin pinned-workflow or stronger');
      await staysBlocked(story, pull);
      await runCi(story, pull, {
        leaves: (run) => {
          const text = textFor(run, [claimOf()]);
          const ref = `refs/pull/${pull.number}/merge`;
          return [
            artifactFor(text, issuer.tokenFor(run, text, Date.now(), { ref })),
            artifactFor(textFor(run, [claimOf({ lines: 99 })])),
          ];
        },
      });
      // Who edits the workflow changes what releases are judged by.
      await story.sandbox.as('ada').say(pull, '/gonogo sign policy-1');
      await story.says(pull, 'success');
      await tells(story, pull, 'pinned workflow: ci.yml');
    },
  },
  {
    name: 'pinned, and its caller’s second artifact speaks against it: that counts',
    files: strict,
    plot: async (story) => {
      const pull = await ready(story);
      await runCi(story, pull, {
        leaves: (run) => {
          const text = textFor(run, [claimOf()]);
          const ref = `refs/pull/${pull.number}/merge`;
          return [artifactFor(text, issuer.tokenFor(run, text, Date.now(), { ref })), failing(run)];
        },
      });
      await story.says(pull, 'failure');
    },
  },
  {
    name: 'a token for another base, for other evidence, of another run, or by another key: none of them vouches',
    files: strict,
    plot: async (story) => {
      const pull = await ready(story);
      const ref = `refs/pull/${pull.number}/merge`;
      const forged = [
        { base_ref: 'stable' },
        { aud: 'gonogo-evidence:other' },
        { run_id: '1' },
        { run_attempt: '7' },
        { repository_id: '1' },
        { job_workflow_sha: 'f'.repeat(40) },
        { job_workflow_ref: `acme/pipelines/.github/workflows/evidence.yml@${ref}` },
        { iss: 'https://token.actions.githubusercontent.com' },
        { exp: 1, iat: 0 },
      ];
      for (const more of forged) {
        await runCi(story, pull, {
          leaves: (run) => {
            const text = textFor(run, [claimOf()]);
            return [artifactFor(text, issuer.tokenFor(run, text, Date.now(), { ref, ...more }))];
          },
        });
      }
      await tells(story, pull, 'the policy asks for evidence of origin pinned-workflow or stronger');
      await staysBlocked(story, pull);
      await runCi(story, pull, {
        leaves: (run) => {
          const text = textFor(run, [claimOf()]);
          return [artifactFor(text, issuer.tokenFor(run, text, Date.now(), { ref }))];
        },
      });
      await story.says(pull, 'success');
    },
  },
  {
    name: 'evidence for one base is not evidence for another: two pull requests with one head',
    files: { ...strict, '.github/gonogo.yml': strict['.github/gonogo.yml'].replace('base: [main]', 'base: [main, stable]') },
    plot: async (story) => {
      const { world } = story.sandbox;
      push(world, { repo: story.repo, ref: 'refs/heads/stable', sha: story.first, sender: story.person('ada') });
      const pull = await ready(story);
      const head = { repo: story.repo, ref: 'next' };
      const twin = openPull(world, story.repo, { title: 'For stable', author: story.person('wil'), base: 'stable', head });
      await story.hasBoard(twin);
      await story.sandbox.as('max').tick(twin, 'backups');
      await runCi(story, pull, {
        leaves: (run) => {
          const text = textFor(run, [claimOf()]);
          const claims = { ref: `refs/pull/${twin.number}/merge`, base_ref: 'stable' };
          return [artifactFor(text, issuer.tokenFor(run, text, Date.now(), claims))];
        },
      });
      await tells(story, pull, 'another pull request, or of another base');
      await staysBlocked(story, pull);
    },
  },
];
