import { Router } from "express";
import type { Request, Response } from "express";
import type { MessagesAnswerWire } from "../../../game/src/shared/wire/index.js";
import { BODY_LIMIT_BYTES } from "../config/limits.js";
import type { Doors } from "../doors/doors.js";
import { parsePollQuery } from "../doors/door-query.js";
import type { Feature } from "../http/feature.js";
import type { Guards } from "../http/guards.js";
import { jsonBody } from "../http/json-body.js";
import { Refusal } from "../http/refusal.js";
import type { Log } from "../log/log.js";
import { checkBody } from "../snapshots/check-body.js";
import { DEFAULT_WORLD, readRequest } from "../worlds/world-requests.js";
import { describeMessages } from "./describe-messages.js";
import { responseParams, responseQuery, serverParams } from "./message-requests.js";
import { chatBody, messagesBody } from "./message-schema.js";
import type { Messages } from "./messages.js";
import { reportQueues } from "./report-queues.js";
import { inboxView } from "./talk-views.js";

export interface MessageRoutesDeps {
	readonly messages: Messages;
	readonly guards: Guards;
	readonly doors: Doors;
	readonly log: Pick<Log, "head">;
	/** World of callers that name none. */
	readonly defaultWorld?: string;
}

/** Aborts when the reader leaves, or after so many seconds. */
function patience(res: Response, seconds: number): { readonly until: AbortSignal; readonly end: () => void } {
	const over = new AbortController();
	const leave = (): void => over.abort();
	const timer = setTimeout(leave, seconds * 1000);
	res.once("close", leave);
	return {
		until: over.signal,
		end: () => {
			clearTimeout(timer);
			res.off("close", leave);
		},
	};
}

/** Takes a parsed body of `POST /v1/messages`. @throws Refusal */
export type MessagesIntake = (body: unknown) => Promise<MessagesAnswerWire>;

export function createMessagesIntake(
	messages: Pick<Messages, "take">,
	defaultWorld = DEFAULT_WORLD,
): MessagesIntake {
	return async (body) => {
		const told = checkBody(messagesBody, body);
		return messages.take(told, told.world ?? defaultWorld);
	};
}

/** Where game servers tell what is said, ask NPCs, and hear their answers. */
export function createMessageRoutes(deps: MessageRoutesDeps): Feature {
	const { messages, guards, doors, log, defaultWorld = DEFAULT_WORLD } = deps;
	const routes = Router();
	const body = jsonBody(BODY_LIMIT_BYTES);
	const intake = createMessagesIntake(messages, defaultWorld);

	routes.post("/v1/messages", guards.gameServer, ...body, async (req, res) => {
		res.status(202).json(await intake(req.body));
	});

	routes.post("/v1/chat", guards.gameServer, ...body, async (req, res) => {
		const { world = defaultWorld, ...sent } = checkBody(chatBody, req.body);
		res.json(await messages.chat({ world, ...sent }));
	});

	const inboxOf = async (req: Request) => {
		const { serverId } = readRequest(serverParams, req.params);
		await messages.heardOf(serverId);
		return inboxView(log, serverId);
	};

	routes.get("/v1/servers/:serverId/inbox", guards.gameServer, async (req, res) => {
		await doors.longPoll(req, res, await inboxOf(req));
	});

	routes.get("/v1/servers/:serverId/stream", guards.gameServer, async (req, res) => {
		await doors.sse(req, res, await inboxOf(req));
	});

	routes.get("/v1/messages/:id/response", guards.gameServer, async (req, res) => {
		const { id: messageId } = readRequest(responseParams, req.params);
		const { serverId } = readRequest(responseQuery, req.query);
		const { wait } = parsePollQuery(req.query);
		const { until, end } = patience(res, wait);
		const standing = await messages.settled({ serverId, messageId }, until).finally(end);
		if (standing === "unknown")
			throw new Refusal("not_found", "This server has sent no such message lately.");
		if (standing === "gone") throw new Refusal("gone", "Nobody waits for this answer any more.");
		res.set("Cache-Control", "no-store");
		if (standing === "pending") res.status(202).json({ messageId, pending: true });
		else res.json(standing);
	});

	routes.get("/v1/queues", guards.fullReader, async (_req, res) => {
		res.set("Cache-Control", "no-store").json(await reportQueues(messages));
	});

	return { routes, describe: describeMessages };
}
