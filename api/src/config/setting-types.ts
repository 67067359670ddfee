import { isIP } from "node:net";
import { Cron } from "croner";
import { z } from "zod";
import { isUserId } from "../http/user-id.js";

/** A whole number in a range, both ends included. */
export const integer = (min: number, max: number) => {
	const error = `must be a whole number from ${min} to ${max}`;
	return z
		.string()
		.regex(/^\d{1,15}$/, { error, abort: true })
		.transform(Number)
		.refine((value) => value >= min && value <= max, { error });
};

/** Values separated by commas, each once; `undefined` cannot come of it, an empty list can. */
export const list = z.string().transform((text) => [
	...new Set(
		text
			.split(",")
			.map((part) => part.trim())
			.filter((part) => part !== ""),
	),
]);

/** An address of the web. */
export const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http or https address" });

/**
 * An address that others' paths are put after: without credentials, which would show in logs and belong to the
 * setting `keyName`, and without a query.
 */
export const baseUrl = (keyName: string) =>
	httpUrl.refine(
		(text) => {
			if (!URL.canParse(text)) return true;
			const { username, password, search, hash } = new URL(text);
			return username + password + search + hash === "";
		},
		{ error: `must hold no credentials, query or fragment: ${keyName} is the place for a key` },
	);

/** A key as it stands in a header: visible ASCII. */
export const headerKey = z
	.string()
	.regex(/^[\x21-\x7e]+$/, { error: "must be visible ASCII without blanks, as it travels in a header" });

/** An address of Redis. */
export const redisUrl = z.url({ protocol: /^rediss?$/, error: "must be a redis or rediss address" });

/** An address of NATS. */
export const natsUrl = z.url({ protocol: /^(nats|tls)$/, error: "must be a nats or tls address" });

/** An address of PostgreSQL. */
export const databaseUrl = z.url({
	protocol: /^postgres(ql)?$/,
	error: "must be a postgres or postgresql address",
});

/** Origins as browsers name them: scheme, host and port, nothing after. */
export const origins = list.refine(
	(values) =>
		values.every((value) => !value.includes("*") && URL.canParse(value) && new URL(value).origin === value),
	{
		error:
			"must be origins such as https://map.example.org, separated by commas; * is not one, as calls carry credentials",
	},
);

const PROXY_NAMES: readonly string[] = ["loopback", "linklocal", "uniquelocal"];

/** An address, or a network of them (`10.0.0.0/8`), or one of the names that Express knows. */
function isProxy(text: string): boolean {
	const [address = "", bits, ...more] = text.split("/");
	const version = isIP(address);
	if (version === 0) return PROXY_NAMES.includes(text);
	const longest = version === 4 ? 32 : 128;
	return more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest));
}

/** What Express calls `trust proxy`, without the setting that trusts everybody. */
export const proxies = z
	.string()
	.transform((text) => (/^\d$/.test(text) ? Number(text) : text.split(",").map((part) => part.trim())))
	.refine((value) => typeof value === "number" || value.every(isProxy), {
		error:
			"must be the number of proxies in front (0 to 9), or their addresses or networks; trusting everybody would let callers choose their own address",
	});

/** Why a text is no schedule; undefined where it is one. */
function cronProblem(text: string): string | undefined {
	if (text.split(/\s+/).length !== 5) return "must be five parts: minute, hour, day, month, weekday";
	try {
		const isEver = new Cron(text, { timezone: "UTC", mode: "5-part", paused: true }).nextRun() !== null;
		return isEver ? undefined : "must name a time that comes";
	} catch (error) {
		return `must be a cron expression: ${error instanceof Error ? error.message : String(error)}`;
	}
}

/** Instead of a cron expression: no schedule. */
const OFF = "off";

/** A cron expression of minutes; undefined for `off`. */
export const cron = z
	.string()
	.check(({ value, issues }) => {
		const message = value === OFF ? undefined : cronProblem(value);
		if (message !== undefined) issues.push({ code: "custom", message, input: value });
	})
	.transform((text) => (text === OFF ? undefined : text));

/** A time zone by its name in the IANA's database. */
export const timeZone = z.string().refine(
	(text) => {
		try {
			new Intl.DateTimeFormat("en", { timeZone: text });
			return true;
		} catch {
			return false;
		}
	},
	{ error: "must be a time zone such as Europe/Berlin or UTC" },
);

/** Ids of users, each once. */
export const userIds = list.refine((ids) => ids.every(isUserId), {
	error: "must be ids of users, each 1 to 128 characters without control or half characters",
});
