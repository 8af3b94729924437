namespace Planner.Text;

/// <summary>
/// Words that say that something is wanted rather than what: "we need", "our company is building an app that helps users". Texts that describe things
/// seldom have them, so by rarity alone they would count as telling.
/// </summary>
public static class RequestWords
{
    private static readonly WordList Words = new("""
        able ability accomplish accordingly achieve aim aiming aims allow allows another api app application applications apps appropriate
        assist assistance assists assume available aware basically become becomes begin behalf best better bring build building builds business businesses
        buy call called capable case certain check choose client client's clients code come comes companies company company's consider considering
        contain containing contains could create created creates creating currently customer customers day days deal decide decided demonstrate department
        deploy design designed designing desire desired develop developed developer developers developing development different easily easy effectively
        efficient efficiently employ enable enables enabling engineer enhance ensure especially etc example examples existing expect expected
        experience explain fast feature features field figure find firm first fit follow following follows friend friends full functionality function functions gain get
        gets getting give given gives giving go goal going good great group guide guys handle handy happen hello help helped helpful helping helps here hey hi hire hired
        identify imagine implement implementing implementation implemented important improve improving include includes including industry information input inputs instance
        instead instruct instructions integrate integrated integrating interested involve involves job keep kind know known large later latest lead learn let lets
        like likely looking look looks lot love main make makes making manage manager many mean means meet method might model models module much multiple my name
        need needed needs new next nowadays number offer offers office okay online order organization organizations organize others output outputs part particular party people
        per perform performing person personal platform platforms please possible potential prepare present pretrained previous previously problem problems process
        processes processing produce product products professional program project projects proper properly propose provide provided provider provides
        providing purpose purposes put quality quick quickly quite ready real really receive recent recently recommend regarding related relevant
        require required requirement requires resource result results return returned returns right run running said say school second see seem sell send
        service services serve set several share show showing shows similar simple simply single situation small software solution solutions solve someone something soon
        specific specifically start startup started state step steps student students store submit such suggest suggestion suggestions suitable support supports
        sure system systems take takes taking task tasks team teams tell test thank thanks thing things think three time times together tool tools topic try trying turn two type
        types understand understanding upcoming upload use used useful user user's users uses using utilise utilize utilizing various very via wait want wanted wants watch way
        ways website websites well whatever whole wish wonder wondering words work working works would write year years
        """);

    /// <summary>Whether a word is one of them.</summary>
    /// <param name="word">One word in any case.</param>
    public static bool Contains(ReadOnlySpan<char> word) => Words.Contains(word);
}
