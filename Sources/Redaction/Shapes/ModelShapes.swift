extension ShapeTable {
  /// Keys of model providers, of agents, and of tools around models. Longer prefixes stand before shorter ones.
  static let models = """
    Anthropic key: sk-ant-<w24-400>
    Langfuse key: sk-lf-<w32-64>
    OpenRouter key: sk-or-v1-<h32-128>
    Helicone key: sk-helicone-<w20-80>
    Letta key: sk-let-<b40-200>
    OpenAI key: sk-proj-<w20-400> sk-svcacct-<w20-400> sk-admin-<w20-400> sk-None-<w20-400> sess-<n40>
    OpenAI key: sk-<w32-400>#openai
    Google key: AIza<w35> GOCSPX-<w20-64> ya29.<x20-2048> AQ.A<w40-200> 1//0<w40-256> 4/0A<w60-120>
    Hugging Face token: hf_<n30-64> api_org_<n34>
    Amazon Bedrock key: ABSK<b100-400> bedrock-api-key-<b60-4000>
    Groq key: gsk_<n40-80>
    xAI key: xai-token-<n40-120> xai-<n40-120>
    NVIDIA key: nvapi-<w40-120>
    Perplexity key: pplx-<n40-80>
    Replicate token: r8_<n36-48>
    ElevenLabs key: sk_<h48>
    Cartesia key: sk_car_<w20-60>
    Tavily key: tvly-<w28-64>
    Pinecone key: pcsk_<w40-120>
    LangSmith key: lsv2_<w36-96> ls__<h32>
    Weights & Biases key: wandb_v1_<w40-120>
    Cerebras key: csk-<n40-64>
    Together key: tgp_v1_<w40-64>
    Fireworks key: fw_<n22-40>
    Anyscale key: esecret_<n20-60>
    Modal key: ak-<n22> as-<n22>
    RunPod key: rpa_<n40-60>
    Voyage key: pa-<w40-64>
    Jina key: jina_<w50-80>
    Nomic key: nk-<w40-64>
    Brave Search key: BSA<w27-40>
    Firecrawl key: fc-<h32>
    You.com key: ydc-sk-<w30-100>
    LlamaCloud key: llx-<w40-64>#mixed
    Meta Llama key: LLM|<d10-20>|<w20-40>
    Voiceflow key: VF.DM.<h24>.<n16> VF.WS.<h24>.<n16>
    Dify key: app-<n24> dataset-<n24>
    PromptLayer key: pl_<h32>
    Humanloop key: hl_sk_<h40-64>
    Traceloop key: tl_<h60-80>
    Mem0 key: m0-<n40>
    E2B key: e2b_<h40>
    Composio key: ak_<w20-24>
    Browserbase key: bb_live_<w27>
    Apify token: apify_api_<n30-50>
    Chroma token: ck-<n44>
    Turbopuffer key: tpuf_<n32>
    Baidu key: bce-v3/ALTAK-<n21>/<h40>
    Runway key: key_<h128>
    Cursor key: crsr_<h64> key_<h64>
    Retell key: key_<h28>
    Sourcegraph token: sgp_<h16>_<h40> sgp_local_<h40> sgp_<h40>
    Kaggle token: KGAT_<h32>
    Coze token: pat_<n64>
    Braintrust token: bt-st-<n40-60>
    Inngest key: signkey-prod-<h64> signkey-test-<h64> signkey-branch-<h64>
    """
}
