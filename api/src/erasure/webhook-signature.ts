import { createHmac, timingSafeEqual } from "node:crypto";

/** Older (or as much newer) signatures are replays, as Roblox's own documentation has it. */
const WINDOW_SECONDS = 600;

export interface SignedBody {
	/** The `roblox-signature` header: `t=<unix seconds>,v1=<base64 of the signature>`. */
	readonly header: string | undefined;
	/** The body's bytes, as they came. */
	readonly body: Buffer;
}

/**
 * Why a notification is not Roblox's own, or undefined where it is: its signature is HMAC-SHA256, by the
 * webhook's secret, of the time, a dot, and the body.
 */
export function signatureProblem(
	{ header, body }: SignedBody,
	{ secret, now }: { readonly secret: string; readonly now: number },
): string | undefined {
	const parts = new Map((header ?? "").split(",").map((part) => splitOnce(part.trim())));
	const time = parts.get("t") ?? "";
	const given = parts.get("v1");
	if (given === undefined || !/^\d{1,12}$/.test(time)) return "there is no roblox-signature";
	const wanted = createHmac("sha256", secret).update(`${time}.`).update(body).digest();
	const signature = Buffer.from(given, "base64");
	if (signature.length !== wanted.length || !timingSafeEqual(signature, wanted))
		return "the signature is another";
	if (Math.abs(now - Number(time)) > WINDOW_SECONDS) return "the signature is too old, or of the future";
	return undefined;
}

function splitOnce(part: string): readonly [string, string] {
	const at = part.indexOf("=");
	return [part.slice(0, at), part.slice(at + 1)];
}
