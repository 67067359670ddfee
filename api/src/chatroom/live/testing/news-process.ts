import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadConfig } from "../../../config/config.js";
import type { Database } from "../../../db/database.js";
import { type DoorsOptions, type RunningDoors, createDoors } from "../../../doors/create-doors.js";
import { type Dialled, dial } from "../../../doors/testing/dial.js";
import { type Stream, openStream } from "../../../doors/testing/stream.js";
import { createAccess } from "../../../http/access.js";
import type { Feature } from "../../../http/feature.js";
import { PRODUCTION, type TestApp, appBuilder, keepingLogger } from "../../../http/test-app.js";
import { createTokens } from "../../../http/tokens.js";
import type { Log } from "../../../log/log.js";
import { type RunningOutbox, startOutbox } from "../../../outbox/start-outbox.js";
import { until } from "../../../testing/until.js";
import { startChatroomNews } from "../start-chatroom-news.js";
import { saveChange } from "./societies.js";

/** A process that tells users of their societies, behind a real server. */
export interface NewsProcess {
	readonly app: TestApp;
	readonly port: number;
	readonly outbox: RunningOutbox;
	readonly doors: RunningDoors;
	readonly reports: string[];
	/** Changes a user's society, and tells of it where somebody follows. */
	readonly change: (userId: string) => Promise<void>;
	/** Opens an event stream of a user. */
	readonly stream: (userId: string, options?: ReaderOptions) => Promise<Stream>;
	/** Opens a WebSocket of a user. */
	readonly dial: (userId: string, options?: ReaderOptions) => Promise<Dialled>;
	readonly close: () => Promise<void>;
}

export interface ReaderOptions {
	readonly cursor?: string;
	/** Seconds that the token holds. */
	readonly seconds?: number;
}

export interface NewsProcessOptions extends Partial<Omit<DoorsOptions, "log" | "now">> {
	readonly database: Pick<Database, "run" | "transaction" | "isNeeded">;
	readonly log: Log;
	readonly hasEarlier?: boolean;
	/** Seconds between two times that readers are seen; never by default. */
	readonly renewSeconds?: number;
	/** Unix seconds. */
	readonly now?: () => number;
	/** Any that is free by default. */
	readonly port?: number;
	/** What is served beside the news. */
	readonly features?: readonly Feature[];
}

/** A user's token. */
export async function tokenOf(userId: string, seconds = 60): Promise<string> {
	return (await createTokens(loadConfig(PRODUCTION).jwt).issue!({ userId, roles: [] }, seconds)).token;
}

export async function startNewsProcess(options: NewsProcessOptions): Promise<NewsProcess> {
	const {
		database,
		log,
		hasEarlier = true,
		renewSeconds = 1e6,
		port: wanted = 0,
		features = [],
		...given
	} = options;
	const { now = () => Date.now() / 1000, ...ofDoors } = given;
	const reports: string[] = [];
	const report = (text: string): void => void reports.push(text);
	const outbox = startOutbox({ database, hasEarlier, log, now, report });
	const doors = createDoors({ log, now, onFailure: (error) => report(String(error)), ...ofDoors });
	const access = createAccess(loadConfig(PRODUCTION), keepingLogger().logger);
	const news = startChatroomNews({ outbox, log, doors, access, now, report, renewSeconds });
	const apps = appBuilder();
	const app = apps.build({
		env: { RATE_LIMIT_PER_MINUTE: "1000000", ...PRODUCTION },
		features: () => [news.feature, ...features],
	});
	const server = createServer(app.handler);
	app.sockets.attach(server);
	await once(server.listen(wanted, "127.0.0.1"), "listening");
	const { port } = server.address() as AddressInfo;
	const streams: Stream[] = [];
	const dialled: Dialled[] = [];
	const bearer = async (userId: string, seconds?: number) => ({
		headers: { authorization: `Bearer ${await tokenOf(userId, seconds)}` },
	});
	return {
		app,
		port,
		outbox,
		doors,
		reports,
		change: async (userId) => {
			await outbox.teller.tell(
				await outbox.calls.transaction((sql) => saveChange(sql, { userId, at: now() })),
			);
		},
		stream: async (userId, { cursor, seconds } = {}) => {
			const path = `/api/chatroom/events${cursor === undefined ? "" : `?cursor=${cursor}`}`;
			const stream = await openStream({ port, path, ...(await bearer(userId, seconds)) });
			streams.push(stream);
			return stream;
		},
		dial: async (userId, { cursor, seconds } = {}) => {
			const path = `/ws/chatroom${cursor === undefined ? "" : `?cursor=${cursor}`}`;
			const reader = await dial(port, path, await bearer(userId, seconds));
			dialled.push(reader);
			return reader;
		},
		close: async () => {
			for (const stream of streams) stream.leave();
			for (const { client } of dialled) client.terminate();
			await app.sockets.close();
			await until(() => doors.counts().sockets === 0, "readers were left behind");
			await doors.close();
			news.stop();
			await outbox.stop();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			apps.stopAll();
		},
	};
}
