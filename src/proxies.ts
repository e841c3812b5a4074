import http from 'node:http';

/**
 * For the SDK's request handlers, which have agents of their own: the proxies that HTTPS_PROXY,
 * HTTP_PROXY and NO_PROXY name (Node.js documentation, "Built-in Proxy Support").
 */
export const proxyAgents = {
  httpAgent: { proxyEnv: process.env },
  httpsAgent: { proxyEnv: process.env },
} as const;

/** Sends what `fetch` asks for through the proxies that the environment names, where it names any. */
export function useProxies(environment: NodeJS.ProcessEnv): void {
  const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'];
  // Older releases of Node.js 24 do not have it.
  if (names.some((name) => environment[name])) http.setGlobalProxyFromEnv?.(environment);
}
