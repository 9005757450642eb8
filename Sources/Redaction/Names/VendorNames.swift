/// Names of services whose keys are hashes or UUIDs in form: beside one of them a `key` is no cache's and no row's.
enum VendorNames {
  /// In small letters, without what parts their words. Names that are words of much else are left out.
  private static let names: Set<String> = Set(
    """
    ably abstractapi abuseipdb adzerk agentops ahrefs ai21 airbrake airtable aiven algolia alienvault alpaca alphavantage
    amplitude anthropic anyscale apideck apify apilayer apollo appcues appfigures appsflyer appveyor arize asana
    assemblyai atlassian auth0 autotask avalara aviationstack aylien azure azureopenai azuresearch azurespeech
    basecamp baseten beehiiv betterstack bigcommerce binance bingsearch bitbucket bitfinex bitly bitmex bitrise
    bitstamp blockchair blockcypher blockfrost braintree braintrust braze brevo browserbase browserless bugsnag
    buildkite bunnycdn bybit calendarific calendly campaignmonitor cerebras chargebee chatgpt circleci clearbit clerk
    clickhouse clicksend clickup clockify cloudconvert cloudflare cloudinary cloudmersive cloudsmith codacy codecov
    codemagic cohere coinapi coinbase coingecko coinlayer coinmarketcap cometml commercejs confluent contentful
    convertapi convertkit coveralls crowdin crunchbase cryptocompare currencylayer customerio dashscope databricks
    datadog datocms deepgram deepinfra deepl deepseek detectlanguage diffbot digitalocean docusign doppler dropbox
    dynatrace easypost ebay edamam elasticemail elevenlabs emailoctopus etherpad etherscan eventbrite everhour exa
    exchangerate fastforex fastly figma filestack finicity finnhub firebase firecrawl flickr flutterwave formspree
    foursquare freshbooks freshdesk freshservice fullstory geoapify geocodio geoip getresponse giphy gitea gladia
    gocardless goodreads gorgias graphhopper groq gumroad helicone helius hellosign helpscout hereapi heroku hetzner
    hitbtc holidayapi honeybadger honeycomb honeyhive hotjar hubspot huggingface hume hunterio hypixel iconik imgbb
    imgur infobip infura insightly intercom ipapi ipdata ipgeolocation ipify ipinfo ipqualityscore ipstack jina
    jotform judge0 kickbox klaviyo klingai kraken kucoin lakera langdock langfuse langsmith lastfm launchdarkly
    leadfeeder lessonly linkedin linkup linode litellm livekit lob locationiq logdna logentries loggly logtail logz
    logzio lunary mailboxlayer mailchimp mailerlite mailersend mailgun mailjet mailmodo mailtrap mandrill mapbox
    mapquest maptiler marketaux marketstack mattermost maxmind mediastack meilisearch messagebird minimax mistral
    mistralai mixpanel moralis mouseflow myfatoorah netlify neutrino newrelic newsapi newscatcher newsdata nexmo
    nftport nightfall noaa nomic novita numverify nutritionix nvd nylas nytimes ocrspace okta ollama omdb omdbapi
    omnisend onesignal openai openaq opencage openexchangerates openrouter openuv openweather openweathermap opik
    opsgenie optimizely owm pagerduty pandadoc papertrail pastebin patreon paypal paystack pdfco pdfshift pexels
    pinata pinecone pingdom pipedream pipedrive pivotaltracker pixabay plaid plivo polygonio portkey positionstack
    posthog postmark printful proxycrawl pubnub pushbullet pusher qdrant qualtrics quickbooks quicknode qwen rapidapi
    raygun razorpay recaptcha recurly rescuetime restpack revai ringcentral roboflow rollbar rootly runpod sambanova
    saucelabs scaleway scalr scrapeops scraperapi scrapfly scrapingant scrapingbee securitytrails semrush sendbird
    sendgrid sendinblue sendowl sentry serpapi serper serphouse serpstack shodan shopify sightengine signalwire
    siliconflow simplesat sinch sirv skyscanner slack snyk sonarcloud sonarqube sparkpost speechmatics splunk
    spoonacular sportmonks sportradar spotify squareup stabilityai stackhawk statuscake statuspage stormglass
    storyblok strava stripe sumologic supabase surveymonkey swiftype synthesia tavily tavus telegram telnyx testrail
    thetvdb ticketmaster tiingo timezonedb tmdb tmdbapi togetherai toggl tomorrowio tomtom trello turbopuffer
    twelvedata twelvelabs twilio twitch typeform typesense ubidots unsplash upcdatabase uploadcare upstash uptimerobot
    urlscan userstack vapi vatlayer vercel vimeo virustotal visualcrossing voiceflow vonage voyage voyageai vultr
    wakatime wandb weatherapi weatherbit weatherstack weaviate webflow webscraper whoisxml whoisxmlapi wistia wolfram
    wolframalpha woocommerce workato worldnewsapi xai yelp yelpfusion youtube zapier zendesk zenrows zenserp zeplin
    zerobounce zeroscan zhipu zhipuai zilliz zipcodeapi zoho zyte
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Whether a name, or the last words of it, is a service's: `openweathermap`, `open weather map`, `my datadog`.
  static func contains(_ words: some BidirectionalCollection<String>) -> Bool {
    var joined = ""
    for word in words.reversed().prefix(4) {
      joined = word + joined
      if names.contains(joined) { return true }
    }
    return false
  }

  /// Whether a name is that of a service, `api` or `key` behind it.
  static func isNamed(_ words: [String]) -> Bool {
    contains(words.prefix(words.count - words.reversed().prefix { keys.contains($0) }.count))
  }

  /// Whether the name at `range`, which is that of a key, is of a service, or stands beside or under the name of one:
  /// `mapbox_key`, `Mapbox key`, `mapbox.api.key`, `"mapbox": {"key": …`, `mapbox:` with `key:` below it, `[mapbox]`.
  static func own(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    var words = NameWords.split(bytes.string(range))
    while let last = words.last, keys.contains(last) || last.utf8.allSatisfy(\.isDigit) { words.removeLast() }
    if contains(words) { return true }
    // What stands between is a part of the name: `prod_key` beside `mapbox` is none of its own.
    guard words.isEmpty || words == ["my"], let before = before(bytes, range.lowerBound) else { return false }
    return contains(NameWords.split(before))
  }

  /// Words that end a key's name.
  private static let keys: Set<String> = [
    "key", "keys", "api", "app", "secret", "access", "token", "auth", "private", "client", "application",
    "rest",
    "service", "account", "admin", "master", "server", "credential", "credentials",
  ]

  /// The farthest that the name of a service may stand before that of its key.
  private static let sight = 160

  /// The word before a name: on its line behind a blank or a dot, else the name under which it stands.
  private static func before(_ bytes: borrowing Span<UInt8>, _ place: Int) -> String? {
    var end = place
    // `mapbox API key`, `mapbox.api.key`: the words between.
    for word in ["api", "API", "secret", "access", "app"] as [StaticString] {
      let start = end - 1 - word.utf8CodeUnitCount
      if bytes.holds(word, at: start), end > 0, " .".utf8.contains(bytes[end - 1]) { end = start }
    }
    if end > 1, " .".utf8.contains(bytes[end - 1]), bytes[end - 2].isAlphanumeric {
      return word(bytes, endingAt: end - 1)
    }
    return enclosing(bytes, place).flatMap { word(bytes, endingAt: $0) }
  }

  private static func word(_ bytes: borrowing Span<UInt8>, endingAt end: Int) -> String? {
    var start = end
    while start > 0, end - start < 40, bytes[start - 1].isNamePart { start -= 1 }
    return start < end ? bytes.string(start..<end) : nil
  }

  /// Where the name ends that an object or a section has in which `place` is.
  private static func enclosing(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Int? {
    var index = place
    let floor = max(0, place - sight)
    let margin = indent(bytes, of: place)
    var lineEnd = place
    while index > floor {
      index -= 1
      switch bytes[index] {
      case UInt8(ascii: "}"): return nil
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): return nameEnd(bytes, before: index)
      case 0x0A:
        lineEnd = index
        while lineEnd > floor, bytes[lineEnd - 1].isBlank || bytes[lineEnd - 1] == 0x0D { lineEnd -= 1 }
        guard lineEnd > floor else { return nil }
        if bytes[lineEnd - 1] == UInt8(ascii: "]") { return lineEnd - 1 }
        if bytes[lineEnd - 1] == UInt8(ascii: ":"), indent(bytes, of: lineEnd - 1) < margin {
          return nameEnd(bytes, before: lineEnd)
        }
      default: break
      }
    }
    return nil
  }

  private static func nameEnd(_ bytes: borrowing Span<UInt8>, before place: Int) -> Int? {
    var index = place
    while index > 0, place - index < 8, " :=>\"'".utf8.contains(bytes[index - 1]) { index -= 1 }
    return index > 0 && bytes[index - 1].isNamePart ? index : nil
  }

  /// How many blanks begin the line of a place.
  private static func indent(_ bytes: borrowing Span<UInt8>, of place: Int) -> Int {
    var start = place
    while start > 0, place - start < sight, bytes[start - 1] != 0x0A { start -= 1 }
    var index = start
    while index < place, bytes[index].isBlank { index += 1 }
    return index - start
  }
}
