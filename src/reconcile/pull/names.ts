/** All names under which a check may be ours. */
export const checkNames = ['gonogo', 'gonogo observe'] as const;
