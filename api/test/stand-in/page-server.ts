import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import helmet from "helmet";
import { createHistory, type History } from "./history.js";
import { answerPast } from "./past-routes.js";
import { sendJson } from "./send-json.js";
import { sendPage } from "./send-page.js";
import { startProtocolServer, type ProtocolServer } from "./protocol-server.js";
import { createWalkers, type WalkersOptions } from "./walkers.js";

/** Where `npm run build` puts the pages. */
const BUILT = fileURLToPath(new URL("../../web/dist/", import.meta.url));

export interface PageServerOptions extends Partial<WalkersOptions> {
	/** Folder of the built pages. */
	readonly pages?: string;
	/** Token that every call must carry. */
	readonly token?: string;
	/** Whether `POST /dev/token` hands that token out. */
	readonly devTokens?: boolean;
	/** Milliseconds of page time between two ticks; 0 keeps the world still. */
	readonly tickMs?: number;
	/** Seconds of the world in one tick. */
	readonly tickSeconds?: number;
	/** Who may read all; others only what can be seen. */
	readonly limitedOnly?: boolean;
}

export interface PageServer {
	readonly url: string;
	readonly history: History;
	readonly requests: () => readonly string[];
	/** One more tick of the world. */
	readonly tick: () => void;
	/** Takes the server away as a crash would, and brings it back at the same address. */
	readonly kill: () => Promise<void>;
	readonly revive: () => Promise<void>;
	readonly close: () => Promise<void>;
}

/** The built pages with a walking world behind them, under the content security policy that Helmet has by default. */
export async function startPageServer(options: PageServerOptions = {}): Promise<PageServer> {
	const { npcs = 40, players = 4, seed = 1, tickMs = 400, tickSeconds = 2 } = options;
	const now = Date.now() / 1000;
	const walkers = createWalkers({ npcs, players, seed, now });
	const history = createHistory();
	const secure = helmet({ strictTransportSecurity: false });
	const tick = (): void => {
		const events = walkers.step(tickSeconds, Date.now() / 1000);
		history.publish(walkers.world(), events);
	};
	if (npcs + players > 0) history.publish(walkers.world());

	function allowed(req: IncomingMessage): boolean {
		return options.token === undefined || req.headers.authorization === `Bearer ${options.token}`;
	}

	function answer(res: ServerResponse, path: string): boolean {
		const world = history.world();
		if (path === "/v1/worlds") {
			const worlds = [
				{
					id: "default",
					tick: history.tick(),
					members: world.entities.size,
					clusters: world.clusters.size,
					lastSeen: now,
				},
				{ id: "harbour-night", tick: 0, members: 0, clusters: 0, lastSeen: now - 60 },
			];
			return sendJson(res, 200, { worlds: npcs + players > 0 ? worlds : [] });
		}
		const [, name, track] = /^\/v1\/worlds\/default\/members\/([^/]+)(\/track)?$/.exec(path) ?? [];
		if (name === undefined) return false;
		const member = [...world.entities.values()].find(({ id }) => id === decodeURIComponent(name));
		if (!member?.position) return sendJson(res, 404, { title: "Not found" });
		if (track === undefined) return sendJson(res, 200, { ...member, lastSeen: now, lastMoved: now });
		const { x, y, z } = member.position;
		const points = [30, 20, 10].map((back) => ({
			at: now - back,
			position: { x: x - back, y, z: z + back / 2 },
		}));
		return sendJson(res, 200, { track: points });
	}

	function intercept(req: IncomingMessage, res: ServerResponse, url: URL): boolean {
		secure(req, res, () => undefined);
		if (req.method === "POST" && url.pathname === "/dev/token") {
			return options.devTokens ? sendJson(res, 200, { token: options.token }) : sendJson(res, 404, {});
		}
		if (sendPage(res, url.pathname, { pages: options.pages ?? BUILT })) return true;
		if (!allowed(req)) return sendJson(res, 401, { title: "Unauthorised", detail: "a token is needed" });
		if (options.limitedOnly && url.searchParams.get("cast") === "full") {
			return sendJson(res, 403, { title: "Forbidden", detail: "only what can be seen" });
		}
		return answerPast(res, url, history) || answer(res, url.pathname);
	}

	const requests: string[] = [];
	let server: ProtocolServer | undefined = await startProtocolServer({ history: () => history, intercept });
	const { port, url } = server;
	const timer = tickMs > 0 && npcs + players > 0 ? setInterval(tick, tickMs) : undefined;
	const kill = async (): Promise<void> => {
		requests.push(...(server?.requests ?? []));
		await server?.close();
		server = undefined;
	};
	return {
		url,
		history,
		requests: () => [...requests, ...(server?.requests ?? [])],
		tick,
		kill,
		async revive() {
			server = await startProtocolServer({ history: () => history, intercept, port });
		},
		async close() {
			clearInterval(timer);
			await kill();
		},
	};
}
