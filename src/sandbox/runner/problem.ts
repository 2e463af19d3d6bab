/** Something in a workflow that cannot be run here: what, where, and what would do. */
export class WorkflowProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WorkflowProblem';
  }
}

export function problem(where: string, what: string): WorkflowProblem {
  return new WorkflowProblem(`${where}: ${what}`);
}
