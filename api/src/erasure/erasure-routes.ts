import express, { Router } from "express";
import { z } from "zod";
import { SMALL_BODY_LIMIT_BYTES } from "../config/limits.js";
import type { Feature } from "../http/feature.js";
import type { Guards } from "../http/guards.js";
import { Refusal } from "../http/refusal.js";
import { describeErasure } from "./describe-erasure.js";
import type { Erasure } from "./erasure.js";
import { signatureProblem } from "./webhook-signature.js";

export interface ErasureRoutesDeps {
	readonly erasure: Erasure;
	readonly guards: Guards;
	/** Of the webhook, as set in Roblox's Creator Dashboard; without one its notifications are refused. */
	readonly webhookSecret?: string;
	/** Unix seconds. */
	readonly now: () => number;
}

/** A UserId as text. Other clients' users have ids of their own. */
export const userParams = z.object({ userId: z.string().min(1).max(200) });

const notification = z.looseObject({ NotificationId: z.string(), EventType: z.string() });
const erasureRequest = z.looseObject({
	EventPayload: z.looseObject({ UserId: z.int().positive() }),
});

/** What Roblox is told of its notification: an answer within 5 s, or it tries again, five times. */
const ERASURE_EVENT = "RightToErasureRequest";

function parseJson(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString("utf8"));
	} catch (cause) {
		throw new Refusal("malformed", "The notification is not JSON.", { cause });
	}
}

/** Where users are erased: at an operator's word, and at Roblox's. */
export function createErasureRoutes({ erasure, guards, webhookSecret, now }: ErasureRoutesDeps): Feature {
	const routes = Router();

	routes.delete("/v1/users/:userId", guards.gameServer, async (req, res) => {
		const { userId } = userParams.parse(req.params);
		res.json({ userId, erased: await erasure.erase(userId) });
	});

	// Any content type: what is signed is the bytes.
	const readBytes = express.raw({ type: () => true, limit: SMALL_BODY_LIMIT_BYTES });
	routes.post("/v1/webhooks/roblox", readBytes, async (req, res) => {
		if (webhookSecret === undefined) {
			throw new Refusal(
				"unavailable",
				"ROBLOX_WEBHOOK_SECRET is not set, so that no notification can be trusted.",
			);
		}
		const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
		const problem = signatureProblem(
			{ header: req.get("roblox-signature"), body },
			{ secret: webhookSecret, now: now() },
		);
		if (problem !== undefined) {
			throw new Refusal("unauthenticated", `This is no notification of Roblox's: ${problem}.`);
		}
		const told = notification.parse(parseJson(body));
		if (told.EventType === ERASURE_EVENT) {
			const { EventPayload } = erasureRequest.parse(told);
			await erasure.erase(String(EventPayload.UserId));
		}
		// A test from the dashboard, and events that concern nothing here, are taken without a word.
		res.json({ ok: true });
	});

	return { routes, describe: describeErasure };
}
