import { placeBody } from "../../../test/harness/bodies";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { hideHeadSign, showHeadSign } from "./engine-head-sign";

const sign = {
	name: "Sign",
	text: "Hurt",
	color: new Color3(1, 1, 1),
	ground: new Color3(0, 0, 0),
	aboveStuds: 2,
};
const textsOf = (body: Model) => {
	const texts: string[] = [];
	for (const each of body.GetDescendants()) if (each.IsA("TextLabel")) texts.push(each.Text);
	return texts.sort();
};

export = (t: Suite) => {
	t.it("[EG4] shows one word of each kind above a head, the newest", () => {
		const body = placeBody("Pip", new Vector3(0, 3, 0));
		showHeadSign(body, sign);
		showHeadSign(body, { ...sign, text: "Down" });
		showHeadSign(body, { ...sign, name: "Other", text: "calm" });
		expect(textsOf(body)).toEqual(["Down", "calm"]);
		hideHeadSign(body, "Sign");
		hideHeadSign(body, "Sign");
		expect(textsOf(body)).toEqual(["calm"]);
		body.Destroy();
	});
};
