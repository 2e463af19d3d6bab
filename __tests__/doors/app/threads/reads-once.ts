// A process that reads one document, and never says that it is done.
import { EvidenceReader } from '../../../../src/doors/app/evidence-reader.ts';

const reader = new EvidenceReader({ onLost: (because) => process.stdout.write(because) });
const { is } = await reader.read(Buffer.from('{'), 'x');
process.stdout.write(`${is}\n`);
