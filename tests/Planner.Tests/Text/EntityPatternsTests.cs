using Planner.Text;

namespace Planner.Tests.Text;

public sealed class EntityPatternsTests
{
    [Theory]
    [InlineData("due on 3 May 2024 or May 4, 2024, by 5.06.24, 2024-05-03", EntityKind.Date, "3 May 2024|May 4, 2024|5.06.24|2024-05-03")]
    [InlineData("до 15 сентября 2025 года, 14.09.2024 г., в 1869 году, до конца месяца, 15-го числа", EntityKind.Date, "15 сентября 2025 года|14.09.2024 г.|1869 году|конца месяца|15-го числа")]
    [InlineData("between 1626 and 1628; the 5th day of each month; next Friday; in March; he may go", EntityKind.Date, "1626|1628|the 5th day of each month|next Friday|March")]
    [InlineData("at 5:30 pm, в 10 часов утра", EntityKind.Time, "5:30 pm|10 часов утра")]
    [InlineData("£1,150 and EUR 864.50, $5 million, two hundred dollars, 3\neuros", EntityKind.Money, "£1,150|EUR 864.50|$5 million|two hundred dollars|3\neuros")]
    [InlineData("250 000 рублей, 3 418 руб. 20 коп., 2,4 млн рублей, пять тысяч рублей", EntityKind.Money, "250 000 рублей|3 418 руб. 20 коп.|2,4 млн рублей|пять тысяч рублей")]
    [InlineData("3.5 %, 18 percent, 9 % годовых", EntityKind.Percent, "3.5 %|18 percent|9 % годовых")]
    [InlineData("eighteen months, 30 days, within a week, thirty (30) days", EntityKind.Duration, "eighteen months|30 days|a week|thirty (30) days")]
    [InlineData("10 рабочих дней, полгода, сроком на один год, шесть недель", EntityKind.Duration, "10 рабочих дней|полгода|один год|шесть недель")]
    [InlineData("1,300 metres and 48 square kilometres, 5 кг", EntityKind.Measure, "1,300 metres|48 square kilometres|5 кг")]
    [InlineData("a.b@c.example or x@y", EntityKind.Email, "a.b@c.example")]
    [InlineData("+44 20 7946 0958, (555) 123-4567, +7 (495) 123-45-67, 1 000 000", EntityKind.Phone, "+44 20 7946 0958|(555) 123-4567|+7 (495) 123-45-67")]
    [InlineData("Marlow Ovens Ltd sued the University of Leeds.", EntityKind.Organization, "Marlow Ovens Ltd|University of Leeds")]
    [InlineData("Подрядчик — ООО «ЛифтСервис», компания «Север», Вахитовский районный суд", EntityKind.Organization, "ООО «ЛифтСервис»|компания «Север»|Вахитовский районный суд")]
    [InlineData("The landlord, Margaret Hollis, met Mr. J. P. Okafor. Hollis left. Ludwig van Beethoven stayed.", EntityKind.Person, "Margaret Hollis|J. P. Okafor|Hollis|Ludwig van Beethoven")]
    [InlineData("Займодавец Кузнецова Елена Петровна передаёт Орлову Дмитрию Сергеевичу. А. С. Пушкин и Соловьёва Н. П. ждут.", EntityKind.Person, "Кузнецова Елена Петровна|Орлову Дмитрию Сергеевичу|А. С. Пушкин|Соловьёва Н. П.")]
    [InlineData("He lives in Bonn at 14 Orchard Street.", EntityKind.Place, "Bonn|14 Orchard Street")]
    [InlineData("в г. Казани на улице Мира, 5 и в Москве", EntityKind.Place, "г. Казани|улице Мира, 5|Москве")]
    public void Find_Kind_GivesItsSpans(string text, EntityKind kind, string expected) =>
        string.Join('|', EntityPatterns.Find(text, kind).Select(e => e.Span.In(text).ToString())).ShouldBe(expected);

    [Theory]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("one ")]
    [InlineData("Abc ")]
    [InlineData("Районный ")]
    [InlineData("a.")]
    [InlineData("(1")]
    [InlineData("a@a.")]
    public async Task Find_HostileRepetition_ComesToAnEnd(string unit)
    {
        // Nested repetition in a pattern would take longer than anyone waits.
        var text = string.Concat(Enumerable.Repeat(unit, 16_000 / unit.Length));

        await Task.Run(() => EntityPatterns.Find(text), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }
}
