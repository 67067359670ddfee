import { describe, expect, it } from "vitest";
import { createCredential } from "./credential.js";
import { Refused } from "./http.js";

const refused = new Refused(401, "no");

describe("createCredential", () => {
	it("[SS11] asks for the token anew each time", () => {
		let count = 0;
		const { token } = createCredential({ token: () => `t${(count += 1)}` });
		expect([token(), token()]).toEqual(["t1", "t2"]);
		expect(createCredential({ token: "fixed" }).token()).toBe("fixed");
		expect(createCredential({}).token()).toBeUndefined();
	});

	it("[SS11] has another one to try only where it is another one", async () => {
		for (const [next, isOther] of [
			["new", true],
			["old", false],
			[undefined, false],
		] as const) {
			const credential = createCredential({ token: "old", onUnauthorised: async () => next });
			credential.token();
			expect(await credential.renew(refused)).toBe(isOther);
			expect(credential.token()).toBe(next ?? "old");
		}
	});

	it("[SS11] asks nobody where the token has changed by itself", async () => {
		let token = "old";
		const credential = createCredential({
			token: () => token,
			onUnauthorised: () => Promise.reject(new Error("not asked")),
		});
		credential.token();
		token = "new";
		expect(await credential.renew(refused)).toBe(true);
	});

	it("[SS15] tells what the hook threw", async () => {
		const heard: unknown[] = [];
		const credential = createCredential({
			onUnauthorised: () => Promise.reject(new Error("away")),
			onListenerError: (error) => heard.push(error),
		});
		expect(await credential.renew(refused)).toBe(false);
		expect(heard).toEqual([new Error("away")]);
	});
});
