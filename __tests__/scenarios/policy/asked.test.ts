import { asked } from './asked.ts';
import { tell } from './tell.ts';

tell('a change of what releases are judged by', asked);
