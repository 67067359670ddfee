import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DatabaseError } from "../db/database-error.js";
import { answerError, answerParserError } from "./errors.js";
import { problemSchema } from "./problem.js";
import { Refusal, type RefusalCode } from "./refusal.js";

const exposed = (statusCode: number, type?: string): Error =>
	Object.assign(new Error("inner words"), { statusCode, status: statusCode, expose: true, type });

describe("the answer to a refusal", () => {
	const statuses: Readonly<Record<RefusalCode, number>> = {
		malformed: 400,
		invalid: 400,
		unauthenticated: 401,
		payment_required: 402,
		forbidden: 403,
		not_found: 404,
		method_not_allowed: 405,
		conflict: 409,
		need_full: 409,
		gone: 410,
		too_large: 413,
		unsupported_media_type: 415,
		too_many_requests: 429,
		unavailable: 503,
	};

	it.each(Object.entries(statuses))("[ED10] %s is %i, and none of them our bug", (code, status) => {
		const answer = answerError(new Refusal(code as RefusalCode, "Because."));
		expect(answer).toMatchObject({ status, ours: false, problem: { status, detail: "Because." } });
		expect(answer.problem.type).toBe(`urn:earshot:problem:${code.replaceAll("_", "-")}`);
		expect(problemSchema.parse(answer.problem).title).not.toBe("");
	});

	it("[ED10] carries errors and further members, which cannot pass for the standard ones", () => {
		const errors = [{ path: "a", message: "b" }];
		const extra = { needFull: true, status: 200, detail: "forged" };
		const { problem } = answerError(new Refusal("need_full", "First a full one.", { errors, extra }));
		expect(problem).toMatchObject({ needFull: true, status: 409, detail: "First a full one.", errors });
	});

	it.each([
		[0.2, "1"],
		[0, "1"],
		[7.01, "8"],
	])("[ED13] Retry-After of %f s is %s", (retryAfterSeconds, header) => {
		const { headers } = answerError(new Refusal("unavailable", "Later.", { retryAfterSeconds }));
		expect(headers).toEqual({ "Retry-After": header });
	});

	it("[ED13] says which methods are allowed, and how to say who is calling", () => {
		expect(answerError(new Refusal("method_not_allowed", "No.", { allow: ["GET", "HEAD"] })).headers).toEqual(
			{
				Allow: "GET, HEAD",
			},
		);
		expect(answerError(new Refusal("unauthenticated", "Who?")).headers).toEqual({
			"WWW-Authenticate": 'Bearer realm="earshot"',
		});
	});
});

describe("the answer to other errors", () => {
	it("[ED12] input that does not fit is 400 with every place", () => {
		const { error } = z.object({ a: z.string(), b: z.number() }).safeParse({});
		const answer = answerError(error);
		expect(answer).toMatchObject({ status: 400, ours: false });
		expect(answer.problem.errors?.map(({ path }) => path)).toEqual(["a", "b"]);
	});

	it.each([
		["entity.too.large", 413, 413],
		["entity.parse.failed", 400, 400],
		["encoding.unsupported", 415, 415],
		["charset.unsupported", 415, 415],
		["request.aborted", 400, 400],
		["request.size.invalid", 400, 400],
	])("[ED11] a body that is %s is %i", (type, thrown, status) => {
		const answer = answerError(exposed(thrown, type));
		expect(answer).toMatchObject({ status, ours: false });
		expect(answer.problem.detail).not.toContain("inner words");
	});

	it("[ED11] what else Express finds wrong with a request keeps its status", () => {
		expect(answerError(exposed(416))).toMatchObject({
			status: 416,
			problem: { type: "about:blank", title: "Range Not Satisfiable" },
		});
		expect(answerError(exposed(400)).problem.type).toBe("urn:earshot:problem:malformed");
		expect(answerError(Object.assign(new URIError("x"), { statusCode: 400 })).status).toBe(400);
	});

	it.each([
		["a plain error", new Error("inner words")],
		[
			"an error with the status of somebody else's answer",
			Object.assign(new Error("inner words"), { statusCode: 404 }),
		],
		["an error exposed but of the 500s", exposed(503)],
		["what is no error", "inner words"],
		["nothing", undefined],
	])("[ED14] %s is our bug, and says nothing", (_name, error) => {
		const answer = answerError(error);
		expect(answer).toMatchObject({ status: 500, ours: true });
		expect(JSON.stringify(answer)).not.toContain("inner words");
	});

	it("[DB24] a database that cannot be had is 503 with a time to come again, and not our bug", () => {
		const error = new DatabaseError("unavailable", "inner words", { cause: new Error("inner words") });
		const answer = answerError(error);
		expect(answer).toMatchObject({ status: 503, ours: false, headers: { "Retry-After": "2" } });
		expect(answer.problem.type).toBe("urn:earshot:problem:unavailable");
		expect(JSON.stringify(answer)).not.toContain("inner words");
	});

	it("[ED15] what is no request at all is told so", () => {
		expect(answerParserError("HPE_HEADER_OVERFLOW").status).toBe(431);
		expect(answerParserError("ERR_HTTP_REQUEST_TIMEOUT").status).toBe(408);
		expect(answerParserError("HPE_INVALID_METHOD").status).toBe(400);
		expect(answerParserError(undefined).status).toBe(400);
	});
});
