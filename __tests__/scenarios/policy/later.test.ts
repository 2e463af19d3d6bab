import { later } from './later.ts';
import { tell } from './tell.ts';

tell('a release is open when the rules change', later);
