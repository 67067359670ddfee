import type { AddressInfo } from "node:net";
import request from "supertest";
import { loadConfig } from "../../config/config.js";
import { type RunningDoors, createDoors } from "../../doors/create-doors.js";
import type { DoorsOptions } from "../../doors/create-doors.js";
import { type Stream, type StreamRequest, openStream } from "../../doors/testing/stream.js";
import { PRODUCTION, type TestApp, appBuilder } from "../../http/test-app.js";
import { createTokens } from "../../http/tokens.js";
import { createMemoryLog } from "../../log/memory-log.js";
import type { Log } from "../../log/log.js";
import { createExperienceRoutes } from "../experience-routes.js";
import { createExperienceStreams } from "../experience-streams.js";
import type { Experiences } from "../experience.js";
import { type FakeExperiences, WOODS, fakeExperiences } from "./fake-experiences.js";

export const KEY = { "x-api-key": "the-key-of-the-game" };

/** The routes of experiences behind a real server. */
export interface ExperienceEdge {
	readonly app: TestApp;
	readonly doors: RunningDoors;
	readonly call: () => ReturnType<typeof request>;
	/** Opens a stream at `/v1/experience/{path}`. */
	readonly stream: (path: string, options?: Omit<StreamRequest, "port" | "path">) => Promise<Stream>;
	readonly close: () => Promise<void>;
}

export interface EdgeOptions extends Partial<Omit<DoorsOptions, "log">> {
	readonly env?: Readonly<Record<string, string>>;
	/** Unix seconds, for streams. */
	readonly clock?: () => number;
}

/** A header with a token of a user. */
export async function tokenOf(userId: string, seconds = 60): Promise<{ readonly authorization: string }> {
	const issued = await createTokens(loadConfig(PRODUCTION).jwt).issue!({ userId, roles: [] }, seconds);
	return { authorization: `Bearer ${issued.token}` };
}

/** Serves experiences as in production. The log is its owner's to close. */
export async function serveExperiences(
	experiences: Experiences,
	log: Log,
	options: EdgeOptions = {},
): Promise<ExperienceEdge> {
	const { env = PRODUCTION, clock = () => Date.now() / 1000, ...given } = options;
	const doors = createDoors({ log, now: clock, onFailure: () => undefined, ...given });
	const catalogue = [{ id: WOODS, title: "The Wylding Woods" }];
	const apps = appBuilder();
	const app = apps.build({
		env: { RATE_LIMIT_PER_MINUTE: "1000000", ...env },
		features: (guards) => [
			createExperienceRoutes({ experiences, catalogue, guards, doors }),
			createExperienceStreams({ experiences, guards, doors, now: clock }),
		],
	});
	const server = app.handler.listen(0, "127.0.0.1");
	await new Promise((resolve) => server.once("listening", resolve));
	const { port } = server.address() as AddressInfo;
	const streams: Stream[] = [];
	return {
		app,
		doors,
		call: () => request(`http://127.0.0.1:${port}`),
		stream: async (path, rest = {}) => {
			const stream = await openStream({ port, path: `/v1/experience/${path}`, ...rest });
			streams.push(stream);
			return stream;
		},
		close: async () => {
			for (const stream of streams) stream.leave();
			await doors.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			apps.stopAll();
		},
	};
}

/** The same over experiences without rules. */
export async function openEdge(
	options: EdgeOptions = {},
): Promise<ExperienceEdge & { readonly log: Log; readonly experiences: FakeExperiences }> {
	const log = createMemoryLog();
	const experiences = fakeExperiences(log);
	const edge = await serveExperiences(experiences, log, options);
	return {
		...edge,
		log,
		experiences,
		close: async () => {
			await edge.close();
			await log.close();
		},
	};
}
