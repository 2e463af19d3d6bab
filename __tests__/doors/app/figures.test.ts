import { expect, test } from '@jest/globals';
import { createFigures } from '../../../src/doors/app/figures.ts';

test('everything that is counted is shown under its name', () => {
  const figures = createFigures();
  figures.accepted('issue_comment');
  figures.accepted('no_event_of_ours');
  figures.refused('wrong-signature');
  figures.acked(0.012);
  figures.keyed('parked');
  figures.task('pull', 'done');
  figures.platformCall('updateCheck', 'limited');
  figures.checkWritten('success');
  figures.checkWritten('neutral');
  expect(figures.text().split('\n')).toEqual(
    expect.arrayContaining([
      'gonogo_deliveries_accepted_total{event="issue_comment"} 1',
      'gonogo_deliveries_accepted_total{event="other"} 1',
      'gonogo_requests_refused_total{reason="wrong-signature"} 1',
      'gonogo_ack_seconds_bucket{le="0.025"} 1',
      'gonogo_deliveries_keyed_total{outcome="parked"} 1',
      'gonogo_tasks_total{kind="pull",outcome="done"} 1',
      'gonogo_platform_calls_total{operation="updateCheck",outcome="limited"} 1',
      'gonogo_checks_written_total{conclusion="success"} 1',
      'gonogo_checks_written_total{conclusion="other"} 1',
    ]),
  );
});
