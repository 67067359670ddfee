/** Tag of a Model that is an NPC. */
export const NPC_TAG = "EarshotNPC";

/**
 * Attribute of an NPC's model, `true` while the NPC is about to speak. An attribute and no event, so that players
 * who come later, or whose client streams the model in later, see it too.
 */
export const TYPING_ATTRIBUTE = "EarshotTyping";
