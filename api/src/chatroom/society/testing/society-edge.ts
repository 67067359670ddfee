import type { AddressInfo } from "node:net";
import request, { type Test } from "supertest";
import { loadConfig } from "../../../config/config.js";
import { type DatabaseCalls, limitCalls } from "../../../db/database-calls.js";
import type { OutboxRow } from "../../../outbox/outbox.js";
import { PRODUCTION, type TestApp, appBuilder } from "../../../http/test-app.js";
import { createTokens } from "../../../http/tokens.js";
import { createSociety, type SocietyFeature } from "../create-society.js";

export const KEY = { "x-api-key": "the-key-of-the-game" };

export const SEED = "of-the-tests";

/** Unix seconds at which chatlings talk next. */
export const NEXT_RUN = 43_200;

type Method = "get" | "post" | "put";

/** The routes of societies behind a real server, and what they gave to be told. */
export interface SocietyEdge {
	readonly society: SocietyFeature;
	readonly app: TestApp;
	/** Rows handed over, in their order. */
	readonly told: OutboxRow[];
	/** Topics erased, each up to a number. */
	readonly erased: (readonly [topic: string, number: number])[];
	/** Unix seconds. */
	readonly clock: { now: number };
	/** Whether topics can be erased. */
	readonly log: { isAway: boolean };
	/** `path` is what comes after `/api/chatroom/`. */
	readonly call: (method: Method, path: string, headers?: Readonly<Record<string, string>>) => Test;
	/** The same for a user, as `get moods`. */
	readonly ask: (userId: string, what: `${Method} ${string}`, body?: object) => Promise<request.Response>;
	/** What a game gives a user. */
	readonly give: (userId: string, gift: object) => Promise<request.Response>;
	readonly close: () => Promise<void>;
}

export interface SocietyEdgeOptions {
	readonly env?: Readonly<Record<string, string>>;
}

/** A header with a user's token, by default a valid one. */
export async function tokenOf(userId: string, seconds = 60): Promise<{ readonly authorization: string }> {
	const issued = await createTokens(loadConfig(PRODUCTION).jwt).issue!({ userId, roles: [] }, seconds);
	return { authorization: `Bearer ${issued.token}` };
}

/** Serves societies as in production, unless the environment says otherwise. */
export async function openSocietyEdge(
	database: DatabaseCalls,
	{ env = PRODUCTION }: SocietyEdgeOptions = {},
): Promise<SocietyEdge> {
	const told: OutboxRow[] = [];
	const erased: (readonly [string, number])[] = [];
	const clock = { now: 2_000 };
	const log = { isAway: false };
	const apps = appBuilder();
	let society: SocietyFeature | undefined;
	const app = apps.build({
		env: { RATE_LIMIT_PER_MINUTE: "1000000", ...env },
		features: (guards) => {
			society = createSociety({
				calls: limitCalls(database),
				guards,
				seed: SEED,
				nextRunAt: () => NEXT_RUN,
				now: () => clock.now,
				tell: (rows) => Promise.resolve(void told.push(...rows)),
				erase: async (topic, number) => {
					if (log.isAway) throw new Error("the log is away");
					const isNew = erased.every(([known]) => known !== topic);
					erased.push([topic, number]);
					return isNew;
				},
			});
			return society.features;
		},
	});
	const server = app.handler.listen(0, "127.0.0.1");
	await new Promise((resolve) => server.once("listening", resolve));
	const { port } = server.address() as AddressInfo;
	const call: SocietyEdge["call"] = (method, path, headers = {}) =>
		request(`http://127.0.0.1:${port}`)[method](`/api/chatroom/${path}`).set(headers);
	const send = (test: Test, body?: object): Promise<request.Response> =>
		Promise.resolve(body ? test.send(body) : test);
	return {
		society: society!,
		app,
		told,
		erased,
		clock,
		log,
		call,
		ask: async (userId, what, body) => {
			const [method, path] = what.split(" ", 2) as [Method, string];
			return send(call(method, path, await tokenOf(userId)), body);
		},
		give: (userId, gift) => send(call("put", `collection/${encodeURIComponent(userId)}`, KEY), gift),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			apps.stopAll();
		},
	};
}
