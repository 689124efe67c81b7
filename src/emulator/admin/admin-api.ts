import { SESSION_STATUSES, type SessionStatus } from '../../liveness/session';
import type { StructureShape } from '../../liveness/shape';
import type { Fault } from '../faults/fault';
import type { QuotaRates } from '../faults/quotas';
import { ImageStoreError } from '../images/image-store';
import { InvalidInputError, requireShape } from '../invalid-input';
import type { Answer } from '../protocol/answer';
import type { CompleteSessionOptions } from '../sessions/complete-session-options';
import type { Scenario, ScenarioTarget } from '../sessions/scenario';
import { ORDERS, type Order, type Session, SessionStateError } from '../sessions/sessions';
import { oneOf } from '../shapes';
import type { AdminAccess } from './admin-access';
import { AdminError, type AdminRequest, parseBody, readBody } from './admin-request';
import type { EmulatorControl } from './emulator-control';

/** The prefix of all paths of the admin API. Operations of AWS have no path. */
export const ADMIN_PREFIX = '/_emulator/';

/** Largest accepted body in bytes: five images of 204,800 bytes as base64, and room for the rest. */
export const MAX_ADMIN_BODY_BYTES = 1.5 * 1024 * 1024;

/** The path for health checks of containers. */
const HEALTH = /^health$/;

/** Sessions in one answer, by default and at most. */
const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 1000;

/** A method, a pattern of paths, and the function that performs a request and returns the answer's body. */
type Route = readonly [
  method: string,
  path: RegExp,
  /** `parameters` are the parts of the path that the pattern captures. */
  perform: (request: AdminRequest, parameters: readonly string[]) => unknown,
];

const PAGE_QUERY: StructureShape = {
  type: 'structure',
  noun: 'a query',
  members: {
    after: { type: 'string', noun: 'a session id', rule: 'the id of a session' },
    limit: { type: 'integer', noun: 'a limit', min: 1, max: MAX_PAGE_SIZE },
    status: oneOf('a status', SESSION_STATUSES),
    order: oneOf('an order', ORDERS),
  },
  memberNoun: 'parameter',
};

interface PageQuery {
  readonly after?: string;
  readonly limit?: number;
  readonly status?: SessionStatus;
  readonly order?: Order;
}

/** Reads and controls the emulator over HTTP, beside the protocol of AWS. Requests and answers are JSON. */
export class AdminApi {
  private readonly routes: readonly Route[] = [
    ['GET', HEALTH, () => ({ status: 'running' })],
    ['GET', /^state$/, () => this.control.state()],
    ['GET', /^requests$/, () => ({ requests: this.control.requests.last() })],
    ['GET', /^sessions$/, ({ path }) => this.page(new URLSearchParams(path.split('?')[1]))],
    ['GET', /^sessions\/([^/]+)$/, (_, [id]) => this.control.describe(this.session(id))],
    ['POST', /^sessions\/([^/]+)\/start$/, (request, [id]) => this.start(request, id)],
    ['POST', /^sessions\/([^/]+)\/complete$/, (request, [id]) => this.complete(request, id)],
    ['POST', /^sessions\/([^/]+)\/fail$/, (request, [id]) => this.fail(request, id)],
    ['POST', /^clock$/, (request) => this.advance(request)],
    ['GET', /^quotas$/, () => this.control.quotas.current],
    ['PUT', /^quotas$/, (request) => this.setQuotas(request)],
    ['GET', /^faults$/, () => ({ seed: this.control.faults.seed, faults: this.control.faults.list() })],
    ['POST', /^faults$/, (request) => this.control.faults.add(parseBody(request) as Fault)],
    ['DELETE', /^faults$/, () => this.control.faults.clear()],
    ['DELETE', /^faults\/([^/]+)$/, (_, [id]) => this.removeFault(id)],
    ['GET', /^scenarios$/, () => ({ scenarios: this.control.scenarios.list() })],
    ['DELETE', /^scenarios$/, () => this.control.scenarios.clear()],
    ['PUT', /^scenarios\/default$/, (request) => this.setScenario(request, {})],
    ['DELETE', /^scenarios\/default$/, () => this.removeScenario({})],
    ['PUT', /^scenarios\/sessions\/([^/]+)$/, (request, [id]) => this.setScenario(request, this.sessionTarget(id))],
    ['DELETE', /^scenarios\/sessions\/([^/]+)$/, (_, [id]) => this.removeScenario(this.sessionTarget(id))],
    ['PUT', /^scenarios\/tokens\/([^/]+)$/, (request, [token]) => this.setScenario(request, tokenTarget(token))],
    ['DELETE', /^scenarios\/tokens\/([^/]+)$/, (_, [token]) => this.removeScenario(tokenTarget(token))],
    ['DELETE', /^calls$/, () => this.control.resetCalls()],
    ['POST', /^reset$/, (request) => this.reset(request)],
  ];

  constructor(
    private readonly control: EmulatorControl,
    private readonly access: AdminAccess,
  ) {}

  /** Answers a request, with an error if the request is invalid. */
  async answer(request: AdminRequest): Promise<Answer> {
    try {
      // A health check has no token, and can reach the emulator by any name. The answer tells nothing else.
      if (!HEALTH.test(pathOf(request))) this.access.require(request.headers);
      return json(200, (await this.perform(request)) ?? {});
    } catch (error) {
      const { status, message } = asAdminError(error);
      return json(status, { error: message });
    }
  }

  /** Answers a request whose body is too large. */
  refuseBody(): Answer {
    const rule = `the admin API accepts bodies of at most ${MAX_ADMIN_BODY_BYTES} bytes`;
    return json(413, { error: `the body is too large; ${rule}. Send a smaller one` });
  }

  private async perform(request: AdminRequest): Promise<unknown> {
    const path = pathOf(request);
    const matching = this.routes.filter(([, pattern]) => pattern.test(path));
    if (matching.length === 0) {
      throw new AdminError(
        404,
        `unknown path ${ADMIN_PREFIX}${path}. See the emulator's documentation for the known paths`,
      );
    }
    // HEAD is answered as GET, and the server leaves the body out.
    const asked = request.method === 'HEAD' ? 'GET' : request.method;
    const [, pattern, perform] = matching.find(([method]) => method === asked) ?? [];
    if (pattern === undefined || perform === undefined) {
      const methods = matching.map(([method]) => method).join(', ');
      throw new AdminError(405, `${ADMIN_PREFIX}${path} does not accept ${request.method}; it accepts ${methods}`);
    }
    requireJson(request);
    const [, ...parameters] = pattern.exec(path) ?? [];
    return await perform(request, parameters.map(decoded));
  }

  private page(parameters: URLSearchParams): unknown {
    const { limit: size, ...others } = Object.fromEntries(parameters);
    const query = { ...others, ...(size !== undefined && { limit: size === '' ? Number.NaN : Number(size) }) };
    requireShape(PAGE_QUERY, query);
    const { after, limit = DEFAULT_PAGE_SIZE, status, order } = query as PageQuery;
    return this.control.page({
      after: after === undefined ? undefined : this.session(after),
      limit,
      status,
      order,
    });
  }

  private start(request: AdminRequest, id: string | undefined): unknown {
    readBody(request, {});
    const session = this.session(id);
    this.control.lifecycle.start(session);
    return this.control.describe(session);
  }

  private async complete(request: AdminRequest, id: string | undefined): Promise<unknown> {
    const options = parseBody(request) as CompleteSessionOptions;
    const session = this.session(id);
    await this.control.lifecycle.complete(session, options);
    return this.control.describe(session);
  }

  private fail(request: AdminRequest, id: string | undefined): unknown {
    readBody(request, {});
    const session = this.session(id);
    this.control.lifecycle.fail(session);
    return this.control.describe(session);
  }

  private advance(request: AdminRequest): unknown {
    const advanceSeconds = { type: 'number', noun: 'an advance of the clock' } as const;
    const body = readBody(request, { advanceSeconds }, ['advanceSeconds']);
    this.control.clock.advance(Number(body.advanceSeconds));
    return { now: new Date(this.control.clock.tell()) };
  }

  private setQuotas(request: AdminRequest): unknown {
    this.control.quotas.set(parseBody(request) as Partial<QuotaRates>);
    return this.control.quotas.current;
  }

  private removeFault(id = ''): void {
    if (this.control.faults.remove(id)) return;
    throw new AdminError(404, `there is no fault ${JSON.stringify(id)}. GET ${ADMIN_PREFIX}faults lists the faults`);
  }

  private setScenario(request: AdminRequest, target: ScenarioTarget): unknown {
    return this.control.scenarios.set(parseBody(request) as Scenario, target);
  }

  private removeScenario(target: ScenarioTarget): unknown {
    return { removed: this.control.scenarios.remove(target) };
  }

  private sessionTarget(id: string | undefined): ScenarioTarget {
    return { sessionId: this.session(id).id };
  }

  private reset(request: AdminRequest): void {
    readBody(request, {});
    this.control.reset();
  }

  private session(id = ''): Session {
    const session = this.control.sessions.get(id);
    if (session !== undefined) return session;
    throw new AdminError(
      404,
      `there is no session ${JSON.stringify(id)}. GET ${ADMIN_PREFIX}sessions lists the sessions`,
    );
  }
}

/** The path without the query. */
function pathOf({ path }: AdminRequest): string {
  return path.split('?', 1).join();
}

function tokenTarget(clientRequestToken = ''): ScenarioTarget {
  return { clientRequestToken };
}

/** A page of another site cannot have a browser send JSON without asking the emulator first. */
function requireJson({ method, headers, body }: AdminRequest): void {
  if (method !== 'POST' && method !== 'PUT') return;
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() === 'application/json') return;
  throw new AdminError(
    415,
    `the content type is ${JSON.stringify(type)}${body.length === 0 ? ' and the body empty' : ''}. Send application/json`,
  );
}

function asAdminError(error: unknown): AdminError {
  if (error instanceof AdminError) return error;
  if (error instanceof InvalidInputError) return new AdminError(400, error.message);
  if (error instanceof SessionStateError) return new AdminError(409, error.message);
  if (error instanceof ImageStoreError) return new AdminError(502, error.message);
  throw error;
}

function decoded(parameter: string): string {
  try {
    return decodeURIComponent(parameter);
  } catch {
    return parameter;
  }
}

function json(status: number, body: unknown): Answer {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}
