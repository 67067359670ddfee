import { type Response, Router } from "express";
import { SMALL_BODY_LIMIT_BYTES } from "../../config/limits.js";
import type { DatabaseCalls } from "../../db/database-calls.js";
import { callerOf } from "../../http/caller.js";
import type { Feature } from "../../http/feature.js";
import type { Guards } from "../../http/guards.js";
import { jsonBody } from "../../http/json-body.js";
import { Refusal } from "../../http/refusal.js";
import { checkBody } from "../../snapshots/check-body.js";
import { readRequest } from "../../worlds/world-requests.js";
import type { MoodsWire } from "../chatroom-wire.js";
import type { SocietyChanges } from "./change-society.js";
import { planMeditation, planTeam } from "./choose.js";
import { describeSociety } from "./describe-society.js";
import { planGift } from "./give.js";
import { planRead, planReadAll } from "./mark-read.js";
import { readConversation, readConversations } from "./read-conversations.js";
import { readMoods, readRunaways, readUnread } from "./read-society.js";
import { planRecovery } from "./recover.js";
import { noSuch } from "./refusals.js";
import { GIFT_LIMIT_BYTES } from "./society-limits.js";
import {
	conversationsQuery,
	creatureParams,
	giftBody,
	giftParams,
	idParams,
	meditateBody,
	recoverBody,
	teamBody,
} from "./society-requests.js";

export interface SocietyRoutesDeps {
	readonly calls: DatabaseCalls;
	readonly changes: SocietyChanges;
	readonly guards: Pick<Guards, "user" | "gameServer">;
	/** Of the chatroom. */
	readonly seed: string;
	/** Unix seconds at which chatlings talk next; undefined where that is not planned. */
	readonly nextRunAt: () => number | undefined;
	/** Unix seconds. */
	readonly now: () => number;
}

/** What users read of their society and do in it, and what games give them. */
export function createSocietyRoutes(deps: SocietyRoutesDeps): Feature {
	const { calls, changes, guards, seed, nextRunAt, now } = deps;
	const routes = Router();
	const body = jsonBody(SMALL_BODY_LIMIT_BYTES);

	const moodsOf = async (userId: string): Promise<MoodsWire> => ({
		...(await calls.run((sql) => readMoods(sql, userId))),
		next_run_at: nextRunAt() ?? null,
	});

	routes.get("/api/chatroom/conversations", guards.user, async (req, res) => {
		const page = readRequest(conversationsQuery, req.query);
		send(res, await calls.run((sql) => readConversations(sql, userOf(res), page)));
	});

	routes.get("/api/chatroom/conversation/:id", guards.user, async (req, res) => {
		const { id } = readRequest(idParams, req.params);
		send(res, await calls.run((sql) => readConversation(sql, userOf(res), id)));
	});

	routes.get("/api/chatroom/runaways", guards.user, async (_req, res) => {
		send(res, await calls.run((sql) => readRunaways(sql, userOf(res))));
	});

	routes.get("/api/chatroom/moods", guards.user, async (_req, res) => {
		send(res, await moodsOf(userOf(res)));
	});

	routes.get("/api/chatroom/unread", guards.user, async (_req, res) => {
		send(res, await calls.run((sql) => readUnread(sql, userOf(res))));
	});

	routes.post("/api/chatroom/mark-read/:id", guards.user, async (req, res) => {
		const { id } = readRequest(idParams, req.params);
		const isDone = await changes.byUser(userOf(res), (sql, user) => planRead(sql, user, { id, at: now() }));
		if (!isDone) throw noSuch("conversation or notification");
		res.status(204).end();
	});

	routes.post("/api/chatroom/mark-all-read", guards.user, async (_req, res) => {
		await changes.byUser(userOf(res), (sql, user) => planReadAll(sql, user, now()));
		res.status(204).end();
	});

	routes.post("/api/chatroom/recover/:creatureId", guards.user, ...body, async (req, res) => {
		const { creatureId } = readRequest(creatureParams, req.params);
		const { attempt } = checkBody(recoverBody, req.body);
		const request = { creatureId, attempt, seed, at: now() };
		const recovery = await changes.byUser(userOf(res), (sql, user) => planRecovery(sql, user, request));
		if (!recovery) throw noSuch("runaway");
		send(res, recovery);
	});

	routes.post("/api/chatroom/meditate/:creatureId", guards.user, ...body, async (req, res) => {
		const { creatureId } = readRequest(creatureParams, req.params);
		const request = { creatureId, ...checkBody(meditateBody, req.body) };
		const isDone = await changes.byUser(userOf(res), (sql, user) => planMeditation(sql, user, request));
		if (!isDone) throw noSuch("chatling");
		send(res, await moodsOf(userOf(res)));
	});

	routes.put("/api/chatroom/team", guards.user, ...body, async (req, res) => {
		const { creature_ids: ids } = checkBody(teamBody, req.body);
		const isDone = await changes.byUser(userOf(res), (sql, user) => planTeam(sql, user, ids));
		// Who has no chatlings has a team of nobody.
		if (!isDone && ids.length > 0) throw noSuch("chatling");
		send(res, await moodsOf(userOf(res)));
	});

	const giftJson = jsonBody(GIFT_LIMIT_BYTES);
	routes.put("/api/chatroom/collection/:userId", guards.gameServer, ...giftJson, async (req, res) => {
		const { userId } = readRequest(giftParams, req.params);
		const gift = { ...checkBody(giftBody, req.body), at: now() };
		send(res, await changes.byGame(userId, (sql, user) => planGift(sql, user, gift)));
	});

	return { routes, describe: describeSociety };
}

/** The user whom the guard let through. */
function userOf(res: Response): string {
	const caller = callerOf(res);
	if (caller?.kind === "user") return caller.userId;
	throw new Refusal("unauthenticated", "Send a user's token.");
}

/** Nobody keeps what is a user's own, and soon other than it was. */
function send(res: Response, answer: object): void {
	res.set("Cache-Control", "no-store").json(answer);
}
