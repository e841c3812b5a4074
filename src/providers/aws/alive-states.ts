/** States in which an instance costs money or will. */
export const aliveStates = ['pending', 'running', 'stopping', 'stopped'] as const;
