import request from "supertest";
import { loadConfig } from "../../config/config.js";
import { keepingLogger, type LogLine } from "../../http/test-app.js";
import { createTokens } from "../../http/tokens.js";
import { createService, type Service } from "../../service.js";
import type { RunWire } from "../chatroom-wire.js";
import { MOST_SHOWN_RUNS } from "../schedule/schedule-limits.js";
import { SHIPPED_TOPICS } from "../topics/testing/shipped-topics.js";

const SECRET = { JWT_SECRET: "a secret of at least thirty-two bytes" };

/** Seconds: longer than any of the tests. */
const TOKEN_LIFETIME = 3_600;

/** An `authorization` of a user with these roles, for servers of this file. */
export async function tokenFor(...roles: readonly string[]): Promise<string> {
	const issued = await createTokens(loadConfig(SECRET).jwt).issue!({ userId: "ana", roles }, TOKEN_LIFETIME);
	return `Bearer ${issued.token}`;
}

/** The whole backend with the topics that ship, asked by an admin. */
export interface ChatroomServer {
	readonly service: Service;
	readonly get: (path: string) => request.Test;
	readonly generate: (body: object) => request.Test;
	/** Runs as they stand, newest first. */
	readonly runs: () => Promise<readonly RunWire[]>;
	/** Whether there are so many runs, and all of them are finished. */
	readonly areDone: (count: number) => Promise<boolean>;
	readonly lines: () => readonly LogLine[];
	/** Ends as on SIGTERM; again it does nothing. */
	readonly stop: () => Promise<void>;
}

export async function startChatroomServer(
	env: Readonly<Record<string, string>>,
	listen = true,
): Promise<ChatroomServer> {
	const log = keepingLogger();
	const service = await createService({
		config: loadConfig({ ...SECRET, ...env }),
		logger: log.logger,
		version: "0.0.0",
		topics: SHIPPED_TOPICS,
	});
	if (listen) for (const begin of service.onListening) begin();
	const admin = await tokenFor("admin");
	const call = () => request(service.app.handler);
	const get = (path: string) => call().get(path).set("authorization", admin);
	const runs = async (): Promise<readonly RunWire[]> => {
		const { body } = await get(`/api/chatroom/runs?limit=${MOST_SHOWN_RUNS}`).expect(200);
		return (body as { readonly runs: readonly RunWire[] }).runs;
	};
	let stopped: Promise<void> | undefined;
	const stop = async (): Promise<void> => {
		for (const step of [...service.onDrain, ...service.onClosed]) await step();
		service.app.stop();
	};
	return {
		service,
		get,
		generate: (body) => call().post("/api/chatroom/generate").set("authorization", admin).send(body),
		runs,
		areDone: async (count) => {
			const all = await runs();
			return all.length === count && all.every(({ finished_at: at }) => at !== null);
		},
		lines: log.lines,
		stop: () => (stopped ??= stop()),
	};
}
