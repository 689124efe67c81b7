import { SESSION_STATUSES, type SessionStatus } from '../../liveness/session';
import { ImageStoreError } from '../images/image-store';
import { InvalidInputError, requireMembers } from '../invalid-input';
import type { Answer } from '../protocol/answer';
import type { CompleteCheckOptions } from '../sessions/complete-session-options';
import { SessionStateError } from '../sessions/session-state-error';
import { ORDERS, type Order, type Session } from '../sessions/sessions';
import type { AdminAccess } from './admin-access';
import { AdminError } from './admin-error';
import { parseBody, readBody } from './admin-request';
import type { Emulation } from './emulator-control';
import { faultRoutes } from './fault-routes';
import { quotaRoutes } from './quota-routes';
import type { AdminRequest, Route } from './route';

/** What every path of the admin API starts with. No operation of AWS has a path. */
export const ADMIN_PREFIX = '/_emulator/';

/** Largest accepted body in bytes; what the admin API takes is small. */
export const MAX_ADMIN_BODY_BYTES = 64 * 1024;

/** Most sessions in one answer, and how many there are where nothing is said. */
const MAX_PAGE = 1000;
const DEFAULT_PAGE = 100;

/**
 * Looks into the emulator and moves it, beside the protocol of AWS: completes checks, moves the clock, and tells what is
 * there. JSON in, JSON out.
 */
export class AdminApi {
  private readonly routes: readonly Route[];
  private readonly own: readonly Route[] = [
    ['GET', /^state$/, () => this.emulation.state()],
    ['GET', /^sessions$/, ({ path }) => this.page(new URLSearchParams(path.split('?')[1]))],
    ['GET', /^sessions\/([^/]+)$/, (_, [id]) => this.emulation.describe(this.session(id))],
    ['POST', /^sessions\/([^/]+)\/start$/, (request, [id]) => this.start(request, id)],
    ['POST', /^sessions\/([^/]+)\/complete$/, (request, [id]) => this.complete(request, id)],
    ['POST', /^sessions\/([^/]+)\/fail$/, (request, [id]) => this.fail(request, id)],
    ['POST', /^clock$/, (request) => this.advance(request)],
    ['DELETE', /^calls$/, () => this.emulation.resetCalls()],
    ['POST', /^reset$/, (request) => this.reset(request)],
  ];

  constructor(
    private readonly emulation: Emulation,
    private readonly access: AdminAccess,
  ) {
    this.routes = [...this.own, ...quotaRoutes(emulation.quotas), ...faultRoutes(emulation.faults)];
  }

  /** Answers a request, with an error where there is something wrong with it. */
  async answer(request: AdminRequest): Promise<Answer> {
    try {
      this.access.require(request.headers);
      return json(200, (await this.perform(request)) ?? {});
    } catch (error) {
      const { status, message } = asAdminError(error);
      return json(status, { error: message });
    }
  }

  /** Answers a request whose body is too large to be looked at. */
  refuseBody(): Answer {
    const rule = `the admin API takes bodies of at most ${MAX_ADMIN_BODY_BYTES} bytes`;
    return json(413, { error: `the body is larger; ${rule}. Send less` });
  }

  private async perform(request: AdminRequest): Promise<unknown> {
    const [path = ''] = request.path.split('?');
    const there = this.routes.filter(([, pattern]) => pattern.test(path));
    if (there.length === 0) {
      throw new AdminError(
        404,
        `there is no ${ADMIN_PREFIX}${path}; see the documentation of the emulator for what there is`,
      );
    }
    const [, pattern, route] = there.find(([method]) => method === request.method) ?? [];
    if (pattern === undefined || route === undefined) {
      const methods = there.map(([method]) => method).join(', ');
      throw new AdminError(405, `${request.method} was sent; ${ADMIN_PREFIX}${path} takes ${methods}`);
    }
    requireJson(request);
    const [, ...parameters] = pattern.exec(path) ?? [];
    return await route(request, parameters.map(decoded));
  }

  private page(query: URLSearchParams): unknown {
    const unknown = [...query.keys()].find((name) => !['after', 'limit', 'status', 'order'].includes(name));
    if (unknown !== undefined) {
      throw new AdminError(
        400,
        `${JSON.stringify(unknown)} is not known; a page is chosen by after, limit, status and order`,
      );
    }
    const limit = query.has('limit') ? Number(query.get('limit') || Number.NaN) : undefined;
    const status = (query.get('status') ?? undefined) as SessionStatus | undefined;
    const order = query.get('order') ?? undefined;
    requireMembers(
      { limit, status, order },
      {
        limit: { type: 'number', min: 1, max: MAX_PAGE, whole: true },
        status: { type: 'string', values: SESSION_STATUSES },
        order: { type: 'string', values: ORDERS },
      },
      'the query',
    );
    const after = query.get('after');
    return this.emulation.page({
      after: after === null ? undefined : this.session(after),
      status,
      limit: limit ?? DEFAULT_PAGE,
      order: order as Order | undefined,
    });
  }

  private start({ body }: AdminRequest, id: string | undefined): unknown {
    readBody(body, {});
    const session = this.session(id);
    this.emulation.checks.start(session);
    return this.emulation.describe(session);
  }

  private async complete({ body }: AdminRequest, id: string | undefined): Promise<unknown> {
    const options = parseBody(body) as CompleteCheckOptions;
    const session = this.session(id);
    await this.emulation.checks.complete(session, options);
    return this.emulation.describe(session);
  }

  private fail({ body }: AdminRequest, id: string | undefined): unknown {
    readBody(body, {});
    const session = this.session(id);
    this.emulation.checks.fail(session);
    return this.emulation.describe(session);
  }

  private advance({ body }: AdminRequest): unknown {
    const { advanceSeconds } = readBody(body, { advanceSeconds: { type: 'number', required: true } });
    this.emulation.clock.advance(Number(advanceSeconds));
    return { now: new Date(this.emulation.clock.tell()) };
  }

  private reset({ body }: AdminRequest): void {
    readBody(body, {});
    this.emulation.reset();
  }

  private session(id = ''): Session {
    const session = this.emulation.sessions.get(id);
    if (session !== undefined) return session;
    throw new AdminError(
      404,
      `there is no session ${JSON.stringify(id)}; ${ADMIN_PREFIX}sessions tells which there are`,
    );
  }
}

/** Of what other sites' pages can have a browser send without asking first, nothing is JSON. */
function requireJson({ method, headers, body }: AdminRequest): void {
  if (method !== 'POST' && method !== 'PUT') return;
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() === 'application/json') return;
  throw new AdminError(
    415,
    `the content type is ${JSON.stringify(type)}${body.length === 0 ? ' and the body empty' : ''}; send application/json`,
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
