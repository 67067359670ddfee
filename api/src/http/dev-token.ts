import { Router } from "express";
import { z } from "zod";
import { DEV_TOKEN_SECONDS, SMALL_BODY_LIMIT_BYTES } from "../config/limits.js";
import type { Feature } from "./feature.js";
import { jsonBody } from "./json-body.js";
import { problemSchema } from "./problem.js";
import type { Tokens } from "./tokens.js";

const requestSchema = z
	.strictObject({
		userId: z.string().min(1).max(100),
		roles: z.array(z.string().min(1).max(64)).max(16).default([]),
	})
	.meta({ id: "DevTokenRequest" });

const answerSchema = z
	.object({ token: z.string(), expiresAt: z.int().meta({ description: "Unix seconds." }) })
	.meta({ id: "DevToken" });

/** `POST /dev/token`: a token for whoever one likes to be. For development: whoever can reach it is anybody. */
export function devTokenFeature(issue: NonNullable<Tokens["issue"]>): Feature {
	const routes = Router();
	routes.post("/dev/token", ...jsonBody(SMALL_BODY_LIMIT_BYTES), async (req, res) => {
		const user = requestSchema.parse(req.body);
		res.set("Cache-Control", "no-store").json(await issue(user, DEV_TOKEN_SECONDS));
	});
	return {
		routes,
		describe: (registry) => {
			registry.registerPath({
				method: "post",
				path: "/dev/token",
				tags: ["development"],
				summary: "Issue a token (development only)",
				request: { body: { required: true, content: { "application/json": { schema: requestSchema } } } },
				responses: {
					200: { description: "A token.", content: { "application/json": { schema: answerSchema } } },
					400: {
						description: "The input does not fit.",
						content: { "application/problem+json": { schema: problemSchema } },
					},
				},
			});
		},
	};
}
