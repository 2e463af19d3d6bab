import { PlatformError } from '../../reconcile/ports/faults.ts';
import type { Platform } from '../../reconcile/ports/platform.ts';
import type { CallOutcome, Figures } from './figures.ts';

/** The same platform; each call of it is counted with how it ended. */
export function counted(platform: Platform, figures: Figures): Platform {
  return new Proxy(platform, {
    get: (target, name, receiver) => {
      const operation: unknown = Reflect.get(target, name, receiver);
      if (typeof operation !== 'function' || !isOperation(name, target)) return operation;
      return async (...asked: unknown[]): Promise<unknown> => {
        try {
          const answer: unknown = await Reflect.apply(operation, target, asked);
          figures.platformCall(name, 'answered');
          if (name === 'createCheck' || name === 'updateCheck') figures.checkWritten(conclusionIn(answer));
          return answer;
        } catch (error) {
          figures.platformCall(name, outcomeOf(error));
          throw error;
        }
      };
    },
  });
}

function isOperation(name: string | symbol, platform: Platform): name is keyof Platform {
  return typeof name === 'string' && name in platform;
}

function conclusionIn(run: unknown): string {
  const conclusion: unknown = typeof run === 'object' && run !== null ? Reflect.get(run, 'conclusion') : undefined;
  return typeof conclusion === 'string' ? conclusion : 'in_progress';
}

function outcomeOf(error: unknown): CallOutcome {
  return error instanceof PlatformError ? error.fault.kind : 'error';
}
