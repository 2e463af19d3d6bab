// An ingress in a process of its own, which tells how much memory it takes.
import { openIngress } from './open-ingress.ts';

const { url } = await openIngress({ bodyMs: 30_000 });
let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 5);
process.on('message', () => {
  process.send?.({ now: process.memoryUsage.rss(), peak });
  peak = 0;
});
process.send?.(url);
