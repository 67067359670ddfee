import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { pollPath, urlText } from "./url-text";

export = (t: Suite) => {
	t.it("leaves plain text as it is and lets nothing else say more than itself", () => {
		expect(urlText("A-z_0.9~")).toBe("A-z_0.9~");
		expect(urlText("a/b?c&d=e#f")).toBe("a%2Fb%3Fc%26d%3De%23f");
		expect(urlText("ü")).toBe("%C3%BC");
		expect(urlText("")).toBe("");
	});
	t.it("asks for what is given alone", () => {
		expect(pollPath("/v1/x", {})).toBe("/v1/x");
		expect(pollPath("/v1/x", { wait: 25 })).toBe("/v1/x?wait=25");
		expect(pollPath("/v1/x", { cursor: "e:7" })).toBe("/v1/x?cursor=e%3A7");
		expect(pollPath("/v1/x", { wait: 5, cursor: "e:7" })).toBe("/v1/x?wait=5&cursor=e%3A7");
	});
};
