export * from './providers/faceliveness/bucket-guard';
export * from './providers/faceliveness/data-faceliveness-session';
export * from './providers/faceliveness/data-faceliveness-session-pool';
export * from './providers/faceliveness/data-faceliveness-session-results';
export * from './providers/faceliveness/provider';
export * from './providers/faceliveness/session-pool';
