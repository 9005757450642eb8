/// Words too common to tell where a text comes from or what a question asks for.
enum StopWords {
  /// English, German, French and Spanish, lower-case, split at apostrophes.
  static let all: Set<String> = set(
    """
    a about after again all also am an and any are as at be because been before being below between both but
    by can cannot could d did do does doing don down during each either few for from further had has have
    having he her here hers him his how i if in into is isn it its itself just let ll m may me might mine more
    most must my neither no nor not now of off on once one only or other our ours out over own please re s same
    shall she should so some such t than that the their theirs them then there these they this those through to
    too under until up upon us ve very was wasn we were what when where whether which while who whom whose why
    will with won would yes yet you your yours ok okay hello hi thanks
    aber als am an auch auf aus bei bin bis bist da das dass dem den der des die dies diese dieser doch durch
    ein eine einem einen einer eines er es für hat haben hier ich ihr im in ist ja kann können man mein mich
    mir mit nach nicht noch nur oder ohne sein sich sie sind so über um und uns unser unsere vom von vor was
    wenn wer werden wie wir wird wo zu zum zur welche welcher welches
    au aux avec ce ces cet cette dans de des du elle elles en est et eux il ils je la le les leur leurs lui ma
    mais me mes moi mon ne nos notre nous ou où par pas pour qu que quel quelle quels quelles qui sa se ses son
    sont sur ta te tes toi ton tu un une vos votre vous c j l n y à été être
    al como con cual cuál cuándo cuando de del desde donde dónde el ella ellos en entre era es esa ese eso esta
    está este esto estos están fue ha han hay la las lo los mas más me mi mis muy nos o para pero por porque
    puede puedo qué que quien quién se ser si sí sin sobre son su sus también te tiene tu un una uno y ya
    """)

  /// Words that say how something is asked rather than what about; they decide nothing alone.
  static let weak: Set<String> = Set(
    set(
      """
      allow ask back best buy bought change come cost day detail differ do exact example explain find first
      follow get give given go good great happen help info information item kind know known last late learn like
      list long look main make many mean much name need new number offer old order part people place policy
      possible price problem product provide question reason regard rule say see send show start step
      support take tell thing time today two type understand use using want way week work year rate
      """
    ).map(Stem.key))

  private static func set(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
