/** Colours of all that the client draws: light on dark, each at least 4.5:1 on the ground. */
export const COLORS = {
	ground: Color3.fromRGB(18, 21, 27),
	edge: Color3.fromRGB(255, 255, 255),
	text: Color3.fromRGB(241, 243, 246),
	quiet: Color3.fromRGB(172, 179, 190),
	npc: Color3.fromRGB(126, 205, 193),
	player: Color3.fromRGB(143, 178, 255),
	you: Color3.fromRGB(241, 243, 246),
	notice: Color3.fromRGB(255, 209, 122),
} as const;

/** Roblox's own interface face, in its weights. */
export const FONTS = {
	regular: Enum.Font.BuilderSans,
	medium: Enum.Font.BuilderSansMedium,
	bold: Enum.Font.BuilderSansBold,
} as const;
